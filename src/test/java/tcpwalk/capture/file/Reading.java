package tcpwalk.capture.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.Frame;

/** What came out of reading files: every frame, the damages and the quality. */
final class Reading {

    /** A frame that stays. */
    record Kept(long number, long time, boolean timed, int interfaceIndex, int linkType, String bytes, int original) {

        private static Kept of(Frame frame) {
            byte[] bytes = new byte[frame.capturedLength()];
            frame.bytes().get(frame.offset(), bytes);
            return new Kept(frame.number(), frame.time(), frame.hasTime(), frame.interfaceIndex(), frame.linkType(),
                    HexFormat.of().formatHex(bytes), frame.originalLength());
        }
    }

    final List<Kept> frames = new ArrayList<>();
    final CaptureQuality quality = new CaptureQuality();
    final CaptureReader reader;
    final ReadResult result;

    private Reading(Path... files) {
        reader = new CaptureReader(Arrays.asList(files), quality);
        result = reader.read(frame -> {
            quality.countFrame(frame);
            frames.add(Kept.of(frame));
        });
    }

    static Reading of(Path... files) {
        return new Reading(files);
    }

    /** Reads bytes by way of a file whose name tells nothing. */
    static Reading of(byte[]... contents) {
        Path[] files = new Path[contents.length];
        try {
            for (int i = 0; i < contents.length; i++) {
                files[i] = Files.createTempFile("tcpwalk-reading", "");
                Files.write(files[i], contents[i]);
            }
            return new Reading(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            for (Path file : files) {
                if (file != null) {
                    file.toFile().delete();
                }
            }
        }
    }

    /** The only damage, or null. */
    Damage damage() {
        if (result.damages().size() > 1) {
            throw new AssertionError(result.damages());
        }
        return result.damages().isEmpty() ? null : result.damages().get(0);
    }

    String reason() {
        return damage() == null ? null : damage().reason();
    }
}
