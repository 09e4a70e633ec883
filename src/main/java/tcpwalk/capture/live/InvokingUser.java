package tcpwalk.capture.live;

import com.sun.jna.Native;
import java.util.Map;
import java.util.Optional;

/**
 * Who started this process through sudo, and whom it can become again once everything is open that needs root.
 *
 * @param name whose groups are taken; empty for none but {@code group}
 */
public record InvokingUser(int user, int group, String name) {

    private static final String NUMBER = "\\d{1,9}";

    /** As sudo tells it; empty where this process is not root, was not started by sudo, or was so by root. */
    public static Optional<InvokingUser> ofSudo(Map<String, String> environment) {
        String user = environment.getOrDefault("SUDO_UID", "");
        String group = environment.getOrDefault("SUDO_GID", "");
        if (!user.matches(NUMBER) || !group.matches(NUMBER) || Integer.parseInt(user) == 0
                || CredentialFunctions.geteuid() != 0) {
            return Optional.empty();
        }
        return Optional.of(new InvokingUser(Integer.parseInt(user), Integer.parseInt(group),
                environment.getOrDefault("SUDO_USER", "")));
    }

    /** Makes every thread of this process theirs, for good; root's capabilities go with it. */
    public void become() throws CaptureException {
        // A user that no longer exists has no groups of their own.
        if (name.isEmpty() || CredentialFunctions.initgroups(name, group) != 0) {
            check("setgroups", CredentialFunctions.setgroups(1, new int[] {group}));
        }
        check("setresgid", CredentialFunctions.setresgid(group, group, group));
        check("setresuid", CredentialFunctions.setresuid(user, user, user));
        if (CredentialFunctions.setresuid(-1, 0, -1) == 0) {
            throw new CaptureException(CaptureFault.OTHER, "root could be had back after giving it up");
        }
    }

    private static void check(String call, int result) throws CaptureException {
        if (result != 0) {
            throw new CaptureException(CaptureFault.OTHER, "cannot give root up: " + call + ": errno "
                    + Native.getLastError());
        }
    }

    @Override
    public String toString() {
        return name.isEmpty() ? "user " + user : name;
    }
}
