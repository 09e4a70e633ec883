package tcpwalk.watch.screen;

import java.util.List;
import tcpwalk.watch.model.ConnectionLine;
import tcpwalk.watch.model.Filter;
import tcpwalk.watch.model.Snapshot;
import tcpwalk.watch.model.Wishes;
import tcpwalk.watch.terminal.Key;
import tcpwalk.wire.Printable;

/** What the user has asked the screen for, key by key. */
public final class View {

    private static final int NOBODY = -1;
    private static final int LONGEST_FILTER = 200;

    private List<ConnectionLine> listing = List.of();
    private int page = 1;
    private int top;
    private int index;
    private long selected = NOBODY;
    private String filter = "";
    private String filterBefore = "";
    private SortKey sort = SortKey.ACTIVITY;
    private int scrolledUp;
    private boolean pinned;
    private boolean reversed;
    private boolean typing;
    private boolean paused;
    private boolean helps;
    private boolean zoomed;
    private boolean annotated;
    private boolean quit;

    /**
     * Looks at what there is now: lists it, and scrolls so that the selection shows among {@code rows} lines. That
     * stays on the first line until the user moves it; then on its connection, or on its place when that is gone.
     */
    public void look(Snapshot snapshot, int rows) {
        Filter.Words words = new Filter(filter).words();
        listing = snapshot.lines().stream().filter(words::match).sorted(sort.comparator(reversed)).toList();
        page = Math.max(1, rows);
        int found = pinned ? NOBODY : 0;
        for (int i = 0; i < listing.size() && found < 0; i++) {
            found = listing.get(i).id() == selected ? i : NOBODY;
        }
        select(found >= 0 ? found : index);
        top = Math.max(0, Math.min(Math.max(top, index - page + 1), Math.min(index, listing.size() - page)));
    }

    private void pick(int wanted) {
        pinned = wanted > 0;
        select(wanted);
    }

    private void select(int wanted) {
        index = Math.max(0, Math.min(wanted, listing.size() - 1));
        long now = listing.isEmpty() ? NOBODY : listing.get(index).id();
        scrolledUp = now == selected ? scrolledUp : 0;
        selected = now;
    }

    /** Does what a key asks for. */
    public void press(Key key) {
        if (typing) {
            type(key);
        } else if (helps) {
            helps = false;
            quit |= key.is('q');
        } else if (key.kind() == Key.Kind.CHARACTER) {
            command(key.character());
        } else {
            move(key.kind());
        }
    }

    private void command(int character) {
        switch (character) {
            case 'q', 'Q' -> quit = true;
            case 'j' -> pick(index + 1);
            case 'k' -> pick(index - 1);
            case 'g' -> pick(0);
            case 'G' -> pick(listing.size() - 1);
            case '/' -> {
                typing = true;
                filterBefore = filter;
            }
            case 's' -> sort = sort.next();
            case 'r' -> reversed = !reversed;
            case 'p', ' ' -> paused = !paused;
            case 'a' -> annotated = !annotated;
            case '[', '-' -> scrolledUp += 1;
            case ']', '+' -> scrolledUp = Math.max(0, scrolledUp - 1);
            case 'h', '?' -> helps = true;
            default -> { }
        }
    }

    private void move(Key.Kind kind) {
        switch (kind) {
            case UP -> pick(index - 1);
            case DOWN -> pick(index + 1);
            case PAGE_UP -> turnPage(1);
            case PAGE_DOWN -> turnPage(-1);
            case HOME -> pick(0);
            case END -> pick(listing.size() - 1);
            case ENTER, TAB -> {
                zoomed = !zoomed;
                pinned = true;
            }
            case LEFT -> scrolledUp += 1;
            case RIGHT -> scrolledUp = Math.max(0, scrolledUp - 1);
            case ESCAPE -> {
                filter = zoomed ? filter : "";
                zoomed = false;
            }
            case CHARACTER, BACKSPACE, DELETE, ERASE_LINE, ERASE_WORD, REDRAW, SUSPEND -> { }
        }
    }

    /** Of the list, or of the ladder where it fills the screen. */
    private void turnPage(int up) {
        if (zoomed) {
            scrolledUp = Math.max(0, scrolledUp + up * page);
        } else {
            pick(index - up * page);
        }
    }

    private void type(Key key) {
        switch (key.kind()) {
            case CHARACTER -> {
                if (filter.length() < LONGEST_FILTER && !Printable.isUnsafe(key.character())) {
                    filter += Character.toString(key.character());
                }
            }
            case BACKSPACE -> filter = filter.substring(0, filter.offsetByCodePoints(filter.length(),
                    filter.isEmpty() ? 0 : -1));
            case ERASE_LINE -> filter = "";
            case ERASE_WORD -> filter = filter.replaceFirst("\\S*\\s*$", "");
            case ENTER -> typing = false;
            case ESCAPE -> {
                typing = false;
                filter = filterBefore;
            }
            case UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END -> move(key.kind());
            case LEFT, RIGHT, TAB, DELETE, REDRAW, SUSPEND -> { }
        }
    }

    /** What the model must know of it. */
    public Wishes wishes() {
        return new Wishes(selected, new Filter(filter));
    }

    /** Whether the list stands still. */
    public boolean isPaused() {
        return paused;
    }

    /** Whether the user wants to leave. */
    public boolean isOver() {
        return quit;
    }

    /** The connections that pass the filter, sorted. */
    List<ConnectionLine> listing() {
        return listing;
    }

    int top() {
        return top;
    }

    int index() {
        return index;
    }

    long selected() {
        return selected;
    }

    String filter() {
        return filter;
    }

    SortKey sort() {
        return sort;
    }

    boolean isReversed() {
        return reversed;
    }

    boolean isTyping() {
        return typing;
    }

    boolean helps() {
        return helps;
    }

    boolean isZoomed() {
        return zoomed;
    }

    boolean isAnnotated() {
        return annotated;
    }

    /** How many lines of the ladder's end are scrolled away; the pane that knows their number sets a bound. */
    int scrolledUp() {
        return scrolledUp;
    }

    void scrolledUpTo(int most) {
        scrolledUp = Math.min(scrolledUp, most);
    }
}
