package tcpwalk.capture;

import java.util.Objects;

/**
 * An interface as a capture describes it.
 *
 * @param name           fit for a terminal, see {@link tcpwalk.wire.Printable}; null where the file gives none
 * @param linkType       how its frames begin, see {@link LinkType}
 * @param snapshotLength the most bytes it kept of a frame, 0 for no limit
 */
public record CaptureInterface(String name, int linkType, int snapshotLength) {

    // Written out, since every run asks: what a record is given instead takes the JVM 20 ms to link.
    @Override
    public boolean equals(Object object) {
        return object instanceof CaptureInterface other && linkType == other.linkType
                && snapshotLength == other.snapshotLength && Objects.equals(name, other.name);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Objects.hashCode(name) + linkType) + snapshotLength;
    }
}
