package tcpwalk.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.SegmentSink;
import tcpwalk.capture.file.CaptureReader;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;
import tcpwalk.wire.SegmentFacts;

/** A sink that offers a batch is told the same of every capture as one that wants objects. */
class BatchDecodingTest {

    private static class Listing implements SegmentSink {
        final List<List<Object>> segments = new ArrayList<>();

        @Override
        public Segment segment(Segment segment) {
            segments.add(SegmentFacts.facts(segment));
            return segment;
        }

        @Override
        public void quoted(QuotedSegment quoted) {
            flush();
            segments.add(List.of(quoted.reporter(), quoted.type(), SegmentFacts.facts(quoted.segment())));
        }
    }

    private static final class BatchListing extends Listing {
        private final SegmentBatch batch = new SegmentBatch();
        private int plain;

        @Override
        public SegmentBatch batch() {
            if (batch.isFull()) {
                flush();
            }
            return batch;
        }

        @Override
        public Segment segment(Segment segment) {
            return batch().add(segment);
        }

        @Override
        public void flush() {
            for (int i = 0; i < batch.size(); i++) {
                segments.add(SegmentFacts.facts(batch.segment(i)));
                plain += batch.isWhole(i) ? 0 : 1;
            }
            batch.clear();
        }
    }

    private static CaptureQuality read(Path file, Listing listing) {
        CaptureQuality quality = new CaptureQuality();
        FrameDecoder decoder = new FrameDecoder(listing, quality, 0);
        new CaptureReader(List.of(file), quality).read(decoder);
        decoder.pause();
        return quality;
    }

    @Test
    void soOfEveryCapture() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("captures"))) {
            files = all.filter(file -> file.toString().matches(".*\\.p?cap(ng)?")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(50);
        int plain = 0;
        for (Path file : files) {
            Listing objects = new Listing();
            BatchListing batches = new BatchListing();
            CaptureQuality expected = read(file, objects);
            assertThat(read(file, batches)).as("%s", file).usingRecursiveComparison().isEqualTo(expected);
            assertThat(batches.segments).as("%s", file).isEqualTo(objects.segments);
            plain += batches.plain;
        }
        assertThat(plain).as("segments that were never an object").isGreaterThan(1_000);
    }
}
