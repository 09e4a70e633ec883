package tcpwalk.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.capture.LinkType;
import tcpwalk.capture.Packets;
import tcpwalk.capture.Recorder;
import tcpwalk.wire.Segment;

/** Every frame here ends where its buffer ends: reading beyond it throws, and so fails the test. */
class HostileFramesTest {

    private static final int[] LINK_TYPES = {0, 1, 6, 9, 10, 12, 14, 50, 51, 100, 101, 104, 105, 108, 109, 113, 117,
        119, 127, 163, 166, 192, 204, 219, 228, 229, 239, 276};

    /** Every frame of the other tests in this package. */
    static Stream<Arguments> samples() {
        return Stream.of(FrameDecoderTest.links().map(sample -> frame(sample, 1)),
                WifiLayersTest.frames().map(sample -> frame(sample, 1)),
                TunnelLayersTest.tunnels().map(sample -> Arguments.of(LinkType.RAW, sample.get()[2])),
                Stream.of(Arguments.of(LinkType.RAW, Packets.ipv6(58, quote())))).flatMap(stream -> stream);
    }

    private static Arguments frame(Arguments sample, int at) {
        return Arguments.of(sample.get()[at], sample.get()[at + 1]);
    }

    private static byte[] quote() {
        byte[] packet = Packets.tcpInIpv6();
        byte[] quote = new byte[8 + packet.length];
        quote[0] = 1;
        System.arraycopy(packet, 0, quote, 8, packet.length);
        return quote;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void truncationAtAnyByteYieldsTheSegmentOrAReason(int linkType, byte[] frame) {
        for (int captured = 0; captured < frame.length; captured++) {
            Recorder recorder = new Recorder().decode(linkType, Arrays.copyOf(frame, captured), frame.length);
            for (Segment segment : recorder.segments()) {
                assertThat(segment.payload().remaining()).isLessThanOrEqualTo(segment.length());
                assertThat(segment.sourcePort()).isEqualTo(40000);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void corruptionNeverGetsPastTheDecoder(int linkType, byte[] frame) {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 2000; round++) {
            byte[] corrupt = Arrays.copyOf(frame, 1 + random.nextInt(frame.length));
            for (int i = random.nextInt(8); i >= 0; i--) {
                corrupt[random.nextInt(corrupt.length)] = (byte) random.nextInt(256);
            }
            Recorder recorder = new Recorder().decode(linkType, corrupt, random.nextInt() >>> 1);
            assertThat(recorder.quality().frames()).isEqualTo(1);
        }
    }

    @Test
    void randomBytesOfAnyLinkTypeNeverGetPastTheDecoder() {
        SplittableRandom random = new SplittableRandom(11);
        Recorder recorder = new Recorder();
        for (int round = 0; round < 40_000; round++) {
            byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            if (bytes.length > 20 && random.nextBoolean()) {
                // Something to walk on with: a plausible first byte and a tunnelling protocol somewhere.
                bytes[0] = (byte) List.of(0x45, 0x60, 0x46, 0x08).get(random.nextInt(4)).intValue();
                bytes[random.nextInt(20)] = (byte) List.of(4, 6, 17, 41, 43, 44, 47, 51, 58).get(random.nextInt(9))
                        .intValue();
            }
            recorder.decode(LINK_TYPES[random.nextInt(LINK_TYPES.length)], bytes, bytes.length);
        }
        assertThat(recorder.quality().frames()).isEqualTo(40_000);
    }

    /** The straight line for plain packets and the walk through all layers must agree: a tag forces the walk. */
    @Test
    void straightLineAndWalkAgree() {
        SplittableRandom random = new SplittableRandom(13);
        for (int round = 0; round < 20_000; round++) {
            byte[] packet = Packets.ipv4(6, Packets.tcp(Packets.segment(random.nextInt(40))));
            for (int i = random.nextInt(4); i > 0; i--) {
                packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
            }
            byte[] kept = Arrays.copyOf(packet, random.nextInt(packet.length + 1));
            int beyond = packet.length - kept.length + (random.nextInt(10) == 0 ? 70_000 : 0);
            byte[] straight = Packets.ethernet(Packets.IPV4, kept);
            byte[] tagged = Packets.ethernet(0x8100, Packets.vlan(0, Packets.IPV4, kept));
            Recorder one = new Recorder().decode(LinkType.ETHERNET, straight, straight.length + beyond);
            Recorder other = new Recorder().decode(LinkType.ETHERNET, tagged, tagged.length + beyond);
            assertThat(describe(one)).isEqualTo(describe(other));
        }
    }

    private static String describe(Recorder recorder) {
        StringBuilder text = new StringBuilder(recorder.quality().undecodable().toString());
        for (Segment segment : recorder.segments()) {
            text.append(segment.source()).append(segment.destination()).append(segment).append(segment.checksum())
                    .append(segment.payload().remaining()).append(segment.packet().timeToLive()).append(' ')
                    .append(segment.packet().identification()).append(segment.packet().ecn())
                    .append(segment.packet().fragment()).append(segment.packet().vlan());
        }
        return text.append(recorder.quotes()).append(recorder.quality().fragments()).toString();
    }
}
