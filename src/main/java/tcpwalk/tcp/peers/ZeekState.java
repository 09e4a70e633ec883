package tcpwalk.tcp.peers;

/** Zeek's {@code conn_state}, its one-word summary of a connection. */
public enum ZeekState {
    S0("a SYN, and no answer"),
    S1("established and not closed"),
    SF("established and closed by both ends"),
    REJ("the SYN was answered by a reset"),
    S2("only the originator has closed"),
    S3("only the responder has closed"),
    RSTO("established, and the originator reset it"),
    RSTR("the responder reset it"),
    RSTOS0("a SYN and then a reset from the originator, and no SYN,ACK"),
    RSTRH("a SYN,ACK and then a reset from the responder, and no SYN"),
    SH("a SYN and then a FIN from the originator, and no SYN,ACK"),
    SHR("a SYN,ACK and then a FIN from the responder, and no SYN"),
    OTH("no SYN, or nothing that fits");

    private final String meaning;

    ZeekState(String meaning) {
        this.meaning = meaning;
    }

    /** What it stands for, in a few words. */
    public String meaning() {
        return meaning;
    }

    static ZeekState of(ZeekEnd originator, ZeekEnd responder, String history) {
        if (responder.state() == ZeekEndState.RESET) {
            return reset(originator, responder);
        }
        if (originator.state() == ZeekEndState.RESET) {
            return abandoned(responder, history);
        }
        boolean originatorClosed = originator.state() == ZeekEndState.CLOSED;
        boolean responderClosed = responder.state() == ZeekEndState.CLOSED;
        if (originatorClosed || responderClosed) {
            if (originatorClosed && responderClosed) {
                return SF;
            }
            return originatorClosed ? responder.state().isInactive() ? SH : S2
                    : originator.state().isInactive() ? SHR : S3;
        }
        if (originator.state() == ZeekEndState.SYN_SENT && responder.state() == ZeekEndState.INACTIVE) {
            return S0;
        }
        boolean established = originator.state() == ZeekEndState.ESTABLISHED
                && responder.state() == ZeekEndState.ESTABLISHED;
        return established ? S1 : OTH;
    }

    private static ZeekState reset(ZeekEnd originator, ZeekEnd responder) {
        return switch (originator.state()) {
            case SYN_SENT, SYN_ACK_SENT -> REJ;
            case RESET -> originator.size(responder) == 0 && responder.size(originator) == 0 ? REJ : RSTR;
            case INACTIVE, PARTIAL -> RSTRH;
            case ESTABLISHED, CLOSED -> RSTR;
        };
    }

    /** The originator has reset. Where nothing else came of the other end, the history decides. */
    private static ZeekState abandoned(ZeekEnd responder, String history) {
        if (!responder.state().isInactive()) {
            return RSTO;
        }
        int syn = history.startsWith("^") ? 1 : 0;
        int reset = history.indexOf('R', syn);
        boolean onlySyn = reset > syn && history.charAt(syn) == 'S'
                && history.substring(syn, reset).chars().noneMatch(letter -> "HAFGIQ".indexOf(letter) >= 0);
        return onlySyn ? RSTOS0 : OTH;
    }
}
