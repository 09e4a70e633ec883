package tcpwalk.watch.terminal;

/** How many characters a terminal shows. */
public record Size(int columns, int rows) {
}
