package tcpwalk.capture.file;

/**
 * Where and why an input could not be read on; everything before it was delivered.
 *
 * @param input  the file as the user named it, or {@code standard input}
 * @param offset of the record that is damaged, in bytes from the beginning; of the unpacked ones where it is
 *               packed; -1 where the input could not even be opened
 * @param reason one clause, fit for a terminal
 */
public record Damage(String input, long offset, String reason) {

    /** One line for standard error. */
    @Override
    public String toString() {
        return offset < 0 ? input + ": " + reason : input + ": at byte " + offset + ": " + reason;
    }
}
