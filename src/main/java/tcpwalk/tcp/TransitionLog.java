package tcpwalk.tcp;

/** Where an endpoint's changes of state are told, one by one. */
@FunctionalInterface
interface TransitionLog {

    void changed(TcpState from, TcpState to, Evidence evidence, Rule rule);
}
