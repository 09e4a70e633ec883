package tcpwalk.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Tells by its first bytes what a file is, never by its name. */
final class Containers {

    private final Buffers windows = new Buffers(1 << 20);
    private final Buffers chunks = new Buffers(1 << 18);
    private final Interfaces interfaces = new Interfaces();

    Interfaces interfaces() {
        return interfaces;
    }

    /** The reader for what {@code source} holds; it closes the source. */
    ContainerReader open(ByteSource source) throws IOException {
        Window window = new Window(source, windows);
        boolean opened = false;
        try {
            window = unpacked(window);
            ContainerReader container = container(window);
            opened = true;
            return container;
        } finally {
            if (!opened) {
                window.close();
            }
        }
    }

    private Window unpacked(Window window) throws IOException {
        if (!window.has(4)) {
            throw new DamagedException(window.available() == 0 ? "the file is empty" : "the file header is cut off");
        }
        int magic = window.bytes().getInt(window.position());
        if (magic >>> 16 == GzipSource.MAGIC) {
            return new Window(new AheadSource(new GzipSource(window), chunks), windows);
        }
        if (ZstdSource.isMagic(magic)) {
            return new Window(new AheadSource(new ZstdSource(window), chunks), windows);
        }
        return window;
    }

    private ContainerReader container(Window window) throws IOException {
        if (!window.has(4)) {
            throw new DamagedException("the file header is cut off");
        }
        ByteBuffer bytes = window.bytes();
        int magic = bytes.getInt(window.position());
        if (magic == PcapngReader.SECTION_HEADER) {
            return new PcapngReader(window, interfaces);
        }
        boolean little = PcapReader.isMagic(Integer.reverseBytes(magic));
        if (little || PcapReader.isMagic(magic)) {
            return new PcapReader(window, little, interfaces);
        }
        byte[] beginning = new byte[4];
        bytes.get(window.position(), beginning);
        throw new DamagedException("neither pcap nor pcapng, plain or packed with gzip or zstd; it begins with "
                + HexFormat.ofDelimiter(" ").formatHex(beginning));
    }
}
