package tcpwalk.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import tcpwalk.sniff.LiveView;
import tcpwalk.sniff.Losses;
import tcpwalk.tcp.Connection;
import tcpwalk.timeline.Timeline;
import tcpwalk.timeline.Timelines;
import tcpwalk.wire.Segment;

/** Each connection, as analyze shows it, when it has ended. */
final class EndedConnections implements LiveView {

    private static final long FLUSH_EVERY = 5_000_000L;

    private final ConnectionOutput output;
    private final ConnectionSelection selection;
    private final Function<Connection, String> interfaceName;
    private final Losses losses;
    private final KernelWitness kernel;
    private boolean unflushed;
    private long flushed;

    EndedConnections(ConnectionOutput output, ConnectionSelection selection,
            Function<Connection, String> interfaceName, Losses losses, KernelWitness kernel) {
        this.output = output;
        this.selection = selection;
        this.interfaceName = interfaceName;
        this.losses = losses;
        this.kernel = kernel;
    }

    @Override
    public void observed(Connection connection, Segment segment) {
        // Shown when it has ended.
    }

    @Override
    public void ended(Connection connection) {
        if (!selection.mayMean(connection) || !selection.means(connection)) {
            return;
        }
        try {
            Timeline timeline = losses.qualify(Timelines.of(connection, interfaceName.apply(connection)));
            output.write(kernel.attended(connection, timeline), kernel.states(connection));
            // At once, but not a hundred thousand times a second.
            if (System.nanoTime() - flushed > FLUSH_EVERY) {
                flush();
            } else {
                unflushed = true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void tick(long now) {
        if (unflushed) {
            try {
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void flush() throws IOException {
        output.flush();
        unflushed = false;
        flushed = System.nanoTime();
    }
}
