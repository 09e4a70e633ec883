/**
 * The command line: one class per subcommand, exit codes, and how failures become messages.
 *
 * <p>May import every other package; nothing imports it. Picocli is used here and nowhere else.
 */
package tcpwalk.cli;
