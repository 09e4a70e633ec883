package tcpwalk.watch.screen;

import tcpwalk.watch.terminal.Size;

/**
 * How many lines each part of the screen gets: the title, the states, the list with its titles, the ladder, the keys.
 * What is wanted least goes first where the screen is small.
 *
 * @param states 0, 1 where only those that occur are named, 3, or 4 where their names are broken
 * @param list   lines of connections, without the titles
 * @param titles whether the list has titles
 * @param ladder lines of the selected connection
 */
record Geometry(int columns, int rows, int states, boolean titles, int list, int ladder) {

    private static final int LEAST_LIST = 3;
    private static final int TALL = 20;

    static Geometry of(Size size, int connections, boolean zoomed) {
        int states = states(size);
        int rest = Math.max(0, size.rows() - 2 - states);
        if (zoomed) {
            return new Geometry(size.columns(), size.rows(), states, false, 0, rest);
        }
        boolean titles = rest >= 6;
        int body = rest - (titles ? 1 : 0);
        int most = rest < 6 ? (body + 1) / 2 : Math.max(LEAST_LIST, body * 2 / 5);
        int list = Math.min(body, Math.max(Math.min(LEAST_LIST, most), Math.min(most, connections)));
        return new Geometry(size.columns(), size.rows(), states, titles, list, body - list);
    }

    private static int states(Size size) {
        if (size.rows() < 5) {
            return 0;
        }
        if (size.rows() < TALL || size.columns() < StateTable.BROKEN_WIDTH) {
            return 1;
        }
        return size.columns() < StateTable.WHOLE_WIDTH ? 4 : 3;
    }
}
