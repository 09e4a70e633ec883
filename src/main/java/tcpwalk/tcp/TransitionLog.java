package tcpwalk.tcp;

/** Where an endpoint's changes of state are told, one by one; nobody listens while a capture is only counted. */
@FunctionalInterface
interface TransitionLog {

    TransitionLog NONE = (from, to, evidence, rule) -> { };

    void changed(TcpState from, TcpState to, Evidence evidence, Rule rule);
}
