package tcpwalk.capture.file;

import java.nio.ByteBuffer;

/**
 * How long the header of each record in a pcap file is. Vendors added fields to it, some without a magic number of
 * their own, so that only the records tell: where the standard's reading makes no sense and another one does, that one
 * counts.
 */
final class RecordHeader {

    static final int STANDARD = 16;
    /** Linux 2.2 with Kuznetzov's patch: interface, protocol, packet type. */
    private static final int PATCHED = 24;
    /** The same with the processors' numbers. */
    private static final int PATCHED_WITH_PROCESSORS = 28;
    private static final int NOKIA = 20;

    private static final int RECORDS_TO_TRY = 3;
    private static final long LONGEST_PAUSE_SECONDS = 1_000_000;

    private RecordHeader() {
    }

    /** The length in the file whose first record the window stands before, by what has arrived of it so far. */
    static int length(Window window, boolean little, boolean patched, int fractions) {
        int[] candidates = patched ? new int[] {PATCHED, PATCHED_WITH_PROCESSORS}
                : new int[] {STANDARD, PATCHED, NOKIA};
        if (plausible(window, little, candidates[0], fractions) < 0) {
            for (int candidate : candidates) {
                if (plausible(window, little, candidate, fractions) > 1) {
                    return candidate;
                }
            }
        }
        return candidates[0];
    }

    /** How many records make sense if headers have this length; negative if one does not. */
    private static int plausible(Window window, boolean little, int headerLength, int fractions) {
        ByteBuffer bytes = window.bytes(little);
        int at = window.position();
        int end = at + window.available();
        long previous = 0;
        for (int record = 0; record < RECORDS_TO_TRY; record++) {
            if (end - at < headerLength) {
                return record;
            }
            long seconds = bytes.getInt(at) & 0xffff_ffffL;
            boolean steady = record == 0 || Math.abs(seconds - previous) < LONGEST_PAUSE_SECONDS;
            int captured = bytes.getInt(at + 8);
            boolean sized = captured > 0 && captured <= 1 << 18
                    && Integer.compareUnsigned(bytes.getInt(at + 12), captured) >= 0;
            if (!steady || !sized || Integer.compareUnsigned(bytes.getInt(at + 4), fractions) >= 0) {
                return -1;
            }
            previous = seconds;
            at += headerLength + captured;
        }
        return RECORDS_TO_TRY;
    }
}
