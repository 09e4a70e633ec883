package tcpwalk.render;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import tcpwalk.wire.Printable;

/** JSON's own escapes; what could mislead a terminal that the JSON is printed on becomes its code in hexadecimal. */
final class JsonEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1;

    private final int[] ascii = standardAsciiEscapesForJSON();

    JsonEscapes() {
        ascii[0x7f] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
        return Printable.isUnsafe(character)
                ? new SerializedString("\\u" + Integer.toHexString(0x10000 | character).substring(1)) : null;
    }
}
