package tcpwalk.tcp;

/**
 * One endpoint's change of state.
 *
 * @param rule the arrow taken; null where no arrow was: an assumption at the start of a capture, or one taken back
 */
public record Transition(Side endpoint, TcpState from, TcpState to, Evidence evidence, Rule rule) {
}
