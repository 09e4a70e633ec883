package tcpwalk.capture.live;

/**
 * From the DLT numbers of a live libpcap on Linux to the LINKTYPE numbers of capture files: the same but for the few
 * that systems number each in their own way.
 */
final class LinkTypes {

    private static final int DLT_RAW = 12;
    private static final int LINKTYPE_RAW = 101;

    private LinkTypes() {
    }

    static int ofDataLink(int dataLink) {
        return dataLink == DLT_RAW ? LINKTYPE_RAW : dataLink;
    }
}
