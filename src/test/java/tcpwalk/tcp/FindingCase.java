package tcpwalk.tcp;

/** A dialogue that shows a kind of finding, and one that nearly does. */
record FindingCase(FindingKind kind, String what, Dialogue shows, String butNot, Dialogue nearMiss) {

    @Override
    public String toString() {
        return kind + ": " + what + ", not " + butNot;
    }
}
