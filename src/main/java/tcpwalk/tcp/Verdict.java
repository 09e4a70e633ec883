package tcpwalk.tcp;

/** What a segment says of something that its sender was presumed to have received before. */
enum Verdict {
    /** It could not have been sent otherwise. */
    PROVEN,
    /** It arrived, but as a later copy, so after whatever else was presumed meanwhile. */
    LATER,
    /** It says nothing either way. */
    OPEN,
    /** It was sent before the other segment arrived: the two crossed on the way. */
    CROSSED,
    /** It would not have been sent had the other segment arrived: that one was lost. */
    LOST
}
