package tcpwalk.render;

import java.io.Flushable;
import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;

/** Lets a library that wants a {@link Writer} write to an {@link Appendable}; closing leaves that open. */
final class AppendableWriter extends Writer {

    private final Appendable out;

    AppendableWriter(Appendable out) {
        this.out = out;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        if (out instanceof Writer writer) {
            writer.write(characters, offset, length);
        } else {
            out.append(CharBuffer.wrap(characters, offset, length));
        }
    }

    @Override
    public void flush() throws IOException {
        if (out instanceof Flushable flushable) {
            flushable.flush();
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
