package tcpwalk.tcp;

/** How an endpoint stood before the segment that is being looked at. Filled again and again. */
public final class Standing {

    private TcpState state;
    private boolean presumed;
    private boolean numbered;
    private boolean synSeen;
    private boolean acknowledges;
    private boolean finSent;
    private boolean ahead;
    private boolean scaleOffered;
    private int iss;
    private int sndUna;
    private int sndNxt;
    private int rcvNxt;
    private int rightEdge;
    private long window;
    private long lastTime;
    private long timerAge;
    private long segments;

    Standing() {
    }

    void take(Endpoint end, long time) {
        state = end.state();
        presumed = end.isPresumed();
        numbered = end.isNumbered();
        synSeen = end.isSynSeen();
        acknowledges = end.acknowledges();
        finSent = end.isFinSent();
        ahead = end.isAhead();
        scaleOffered = end.offersScale();
        iss = end.iss();
        sndUna = end.sndUna();
        sndNxt = end.sndNxt();
        rcvNxt = end.rcvNxt();
        rightEdge = end.rightEdge();
        window = end.window();
        lastTime = end.lastTime();
        timerAge = end.timerAge(time);
        segments = end.segments();
    }

    public TcpState state() {
        return state;
    }

    public boolean isPresumed() {
        return presumed;
    }

    public boolean isNumbered() {
        return numbered;
    }

    public boolean isSynSeen() {
        return synSeen;
    }

    public boolean acknowledges() {
        return acknowledges;
    }

    public boolean isFinSent() {
        return finSent;
    }

    /** See {@link Endpoint#isAhead()}. */
    public boolean isAhead() {
        return ahead;
    }

    /** See {@link Endpoint#offersScale()}. */
    public boolean offersScale() {
        return scaleOffered;
    }

    public int iss() {
        return iss;
    }

    public int sndUna() {
        return sndUna;
    }

    public int sndNxt() {
        return sndNxt;
    }

    public int rcvNxt() {
        return rcvNxt;
    }

    public int rightEdge() {
        return rightEdge;
    }

    public long window() {
        return window;
    }

    /** Nanoseconds since the epoch; means something only where {@link #segments()} is positive. */
    public long lastTime() {
        return lastTime;
    }

    /** See {@link Endpoint#timerAge}. */
    public long timerAge() {
        return timerAge;
    }

    public long segments() {
        return segments;
    }
}
