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
    private int contiguous;
    private int rcvNxt;
    private int rightEdge;
    private int timeToLive;
    private int identification;
    private long window;
    private long lastTime;
    private long timerStart;
    private long segments;

    Standing() {
    }

    void take(Endpoint end) {
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
        contiguous = end.contiguous();
        rcvNxt = end.rcvNxt();
        rightEdge = end.rightEdge();
        timeToLive = end.timeToLive();
        identification = end.identification();
        window = end.window();
        lastTime = end.lastTime();
        timerStart = end.timerStart();
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

    /** See {@link Endpoint#contiguous()}. */
    public int contiguous() {
        return contiguous;
    }

    public int rcvNxt() {
        return rcvNxt;
    }

    public int rightEdge() {
        return rightEdge;
    }

    public int timeToLive() {
        return timeToLive;
    }

    public int identification() {
        return identification;
    }

    public long window() {
        return window;
    }

    /** Nanoseconds since the epoch; means something only where {@link #segments()} is positive. */
    public long lastTime() {
        return lastTime;
    }

    /** See {@link Endpoint#timerStart()}. */
    public long timerStart() {
        return timerStart;
    }

    public long segments() {
        return segments;
    }
}
