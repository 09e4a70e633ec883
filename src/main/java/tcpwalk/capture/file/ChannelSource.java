package tcpwalk.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of a file or a pipe, counted for whoever shows progress. */
final class ChannelSource implements ByteSource {

    private final FileChannel channel;
    private final AtomicLong bytesRead;

    ChannelSource(FileChannel channel, AtomicLong bytesRead) {
        this.channel = channel;
        this.bytesRead = bytesRead;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = channel.read(into);
        if (count > 0) {
            bytesRead.setRelease(bytesRead.getPlain() + count);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
