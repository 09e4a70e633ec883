/**
 * The machine: RFC 9293's states, the rules that join them, and what an observer can infer of both endpoints.
 * May import {@code wire} only. Start reading at {@link tcpwalk.tcp.StateMachine}, then {@link tcpwalk.tcp.Connection}.
 */
package tcpwalk.tcp;
