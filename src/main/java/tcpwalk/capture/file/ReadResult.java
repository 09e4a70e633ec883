package tcpwalk.capture.file;

import java.util.List;

/**
 * How reading a capture went.
 *
 * @param damages   what could not be read, in the order of the inputs; empty when everything could
 * @param cancelled whether {@link CaptureReader#cancel()} ended it
 */
public record ReadResult(List<Damage> damages, boolean cancelled) {
}
