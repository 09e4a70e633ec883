package tcpwalk.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes a span of nanoseconds as seconds with exactly nine decimals, without floating point: {@code 0.060740347}. */
final class Nanoseconds {

    private static final int DECIMALS = 9;

    /** Long enough for {@code -9223372036.854775808}. */
    private final char[] text = new char[24];

    void write(long nanos, JsonGenerator json) throws IOException {
        int start = format(nanos);
        json.writeNumber(text, start, text.length - start);
    }

    /** Null for what is not known. */
    void write(Long nanos, JsonGenerator json) throws IOException {
        if (nanos == null) {
            json.writeNull();
        } else {
            write(nanos.longValue(), json);
        }
    }

    /** The same as a string. */
    static String seconds(long nanos) {
        Nanoseconds writer = new Nanoseconds();
        int start = writer.format(nanos);
        return new String(writer.text, start, writer.text.length - start);
    }

    /** Fills the end of the text, digits of negative numbers taken negatively so that the smallest fits too. */
    private int format(long nanos) {
        int at = text.length;
        long rest = nanos;
        for (int digits = 0; rest != 0 || digits <= DECIMALS; digits++) {
            if (digits == DECIMALS) {
                text[--at] = '.';
            }
            text[--at] = (char) ('0' + Math.abs(rest % 10));
            rest /= 10;
        }
        if (nanos < 0) {
            text[--at] = '-';
        }
        return at;
    }
}
