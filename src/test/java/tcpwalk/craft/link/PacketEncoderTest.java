package tcpwalk.craft.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.testnet.Frames;
import tcpwalk.wire.Checksum;
import tcpwalk.wire.ChecksumStatus;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

class PacketEncoderTest {

    private static Segment segment(String source, String destination) {
        Segment segment = new Segment().between(new EndpointAddress(IpAddress.parse(source), 40000),
                new EndpointAddress(IpAddress.parse(destination), 80)).flags(TcpFlags.ACK | TcpFlags.PSH).seq(7).ack(9)
                .window(1000).payload(ByteBuffer.wrap(new byte[] {'a', 'b', 'c'}), 0, 3).length(3);
        segment.packet().timeToLive(33).ecn(2).identification(0x1234);
        return segment;
    }

    private static ByteBuffer encode(Segment segment) {
        ByteBuffer packet = ByteBuffer.allocate(200);
        PacketEncoder.encode(segment, packet);
        return packet.flip();
    }

    @ParameterizedTest
    @CsvSource({"10.99.0.1, 10.99.0.2, 20", "fd99::1, fd99::2, 40"})
    void whatIsEncodedIsDecodedAgain(String source, String destination, int header) {
        Segment sent = segment(source, destination);
        ByteBuffer packet = encode(sent);
        Segment read = Frames.packet(packet);

        assertThat(read).hasToString(sent.toString());
        assertThat(read.source()).isEqualTo(sent.source());
        assertThat(read.destination()).isEqualTo(sent.destination());
        assertThat(Checksum.verify(read, packet, header, packet.limit() - header)).isEqualTo(ChecksumStatus.GOOD);
    }

    @Test
    void theIpv4HeaderIsWhole() {
        ByteBuffer packet = encode(segment("10.99.0.1", "10.99.0.2"));

        assertThat(packet.getInt(0)).isEqualTo(0x4502_0000 | 43);
        assertThat(packet.getInt(4)).as("identification, do not fragment").isEqualTo(0x1234_4000);
        assertThat(packet.get(8)).isEqualTo((byte) 33);
        assertThat(Checksum.of(packet, 0, 20)).as("over a header with its checksum").isZero();
    }

    @Test
    void theIpv6HeaderIsWhole() {
        ByteBuffer packet = encode(segment("fd99::1", "fd99::2"));

        assertThat(packet.getInt(0)).isEqualTo(0x6020_0000);
        assertThat(packet.getInt(4)).isEqualTo(23 << 16 | 6 << 8 | 33);
    }

    @Test
    void withoutATimeToLiveItIs64() {
        Segment segment = segment("10.99.0.1", "10.99.0.2");
        segment.packet().timeToLive(0).identification(-1);

        assertThat(encode(segment).get(8)).isEqualTo((byte) 64);
        assertThat(encode(segment).getShort(4)).isZero();
    }
}
