package tcpwalk.truth;

/** A name, and what the sockets and the link do. */
record Scenario(String name, Script script) {

    /** Plays on a scene; returns when the recording may end. */
    @FunctionalInterface
    interface Script {
        void play(Scene scene) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
