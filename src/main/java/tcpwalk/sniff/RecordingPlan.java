package tcpwalk.sniff;

import java.nio.file.Path;

/**
 * Where a live capture's frames are kept.
 *
 * @param file              the name; with rotation, {@code seen.pcap} becomes {@code seen-0001.pcap} and so on
 * @param snapshotLength    how many bytes of a frame are kept
 * @param rotateBytes       the most that a file may have; 0 for no limit
 * @param rotateNanoseconds how long a file may last, by its frames' times; 0 for no limit
 * @param keep              how many files are kept; 0 for all
 */
public record RecordingPlan(Path file, int snapshotLength, long rotateBytes, long rotateNanoseconds, int keep) {

    /** Whether there may be several files. */
    public boolean isRotated() {
        return rotateBytes > 0 || rotateNanoseconds > 0;
    }

    /** The file of that number, from 1; names sort as the numbers do. */
    public Path file(int number) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String ending = dot > 0 ? name.substring(dot) : "";
        return file.resolveSibling(String.format("%s-%04d%s", stem, number, ending));
    }
}
