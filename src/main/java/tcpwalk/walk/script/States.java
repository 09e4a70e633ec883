package tcpwalk.walk.script;

import tcpwalk.tcp.TcpState;

/** Both ends' states as a script asserts them: the end that sent the first SYN, then the other one. */
public record States(TcpState client, TcpState server) {

    @Override
    public String toString() {
        return client + " / " + server;
    }
}
