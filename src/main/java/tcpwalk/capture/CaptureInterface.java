package tcpwalk.capture;

/**
 * An interface as a capture describes it.
 *
 * @param name           fit for a terminal, see {@link tcpwalk.wire.Printable}; null where the file gives none
 * @param linkType       how its frames begin, see {@link LinkType}
 * @param snapshotLength the most bytes it kept of a frame, 0 for no limit
 */
public record CaptureInterface(String name, int linkType, int snapshotLength) {
}
