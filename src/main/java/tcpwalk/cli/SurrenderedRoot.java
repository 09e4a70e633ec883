package tcpwalk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.InvokingUser;
import tcpwalk.capture.live.PrivilegedThread;

/**
 * Root is given up once everything is open that needs it: whoever ran sudo is who looks at packets and writes files.
 * One thread may stay able to open interfaces, for those that come back.
 */
final class SurrenderedRoot implements AutoCloseable {

    private final Optional<InvokingUser> user;
    private final boolean opensLater;
    private PrivilegedThread opener;

    private SurrenderedRoot(Optional<InvokingUser> user, boolean opensLater) {
        this.user = user;
        this.opensLater = opensLater;
    }

    /** To be called before anything is opened. */
    static SurrenderedRoot prepare(boolean stayRoot, boolean opensLater) throws Failure {
        // Without sudo's variables nothing native needs to be asked.
        boolean sudo = !stayRoot && System.getenv("SUDO_UID") != null;
        SurrenderedRoot root = new SurrenderedRoot(
                sudo ? InvokingUser.ofSudo(System.getenv()) : Optional.empty(), opensLater);
        if (root.user.isPresent() && opensLater) {
            try {
                root.opener = PrivilegedThread.keeping(PrivilegedThread.CAP_NET_RAW);
            } catch (CaptureException e) {
                throw new Failure(ExitCode.ENVIRONMENT, e.getMessage() + "; go without: --stay-root", e);
            }
        }
        return root;
    }

    /** Opens interfaces after the surrender. */
    Executor opener() {
        return opener == null ? Runnable::run : opener;
    }

    /** Gives root up, unless there is none or it is to stay. */
    void surrender() throws CaptureException {
        if (user.isPresent()) {
            openOwnFiles();
            user.get().become();
            if (opener != null) {
                opener.restrict();
            }
        }
    }

    /** What is loaded later may lie where that user cannot read, as in root's own checkout; an open jar stays open. */
    private static void openOwnFiles() {
        // To look for what is nowhere opens all of them.
        ClassLoader.getSystemResource("no such resource");
        try (InputStream any = SurrenderedRoot.class.getResourceAsStream("SurrenderedRoot.class")) {
            any.skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As whom it goes on, for the first words; empty where nothing has changed. */
    String told() {
        return user.map(each -> " as " + each + (opensLater ? ", able to open interfaces again" : "")).orElse("");
    }

    @Override
    public void close() {
        if (opener != null) {
            opener.close();
        }
    }
}
