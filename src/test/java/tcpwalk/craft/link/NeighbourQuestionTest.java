package tcpwalk.craft.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.wire.IpAddress;

class NeighbourQuestionTest {

    private static final MacAddress OURS = new MacAddress(0x0200_0000_0001L);

    private static Route route(String source, String destination) {
        NetworkLink link = new NetworkLink(7, "eth7", 1, 1, 1500, OURS);
        IpAddress target = IpAddress.parse(destination);
        return new Route(target, IpAddress.parse(source), target, link, 1500, false);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static final byte[] ARP_REPLY = bytes("020000000001 020000000002 0806"
            + "0001 0800 06 04 0002 020000000002 0a630002 020000000001 0a630001");
    private static final byte[] ADVERTISEMENT = bytes("020000000001 020000000002 86dd"
            + "60000000 0020 3a ff fd990000000000000000000000000002 fd990000000000000000000000000001"
            + "88 00 7e6c 60000000 fd990000000000000000000000000002 0201 020000000002");

    @Test
    void anArpRequestAsksEverybody() {
        assertThat(NeighbourQuestion.about(route("10.99.0.1", "10.99.0.2")).frame()).isEqualTo(bytes(
                "ffffffffffff 020000000001 0806 0001 0800 06 04 0001 020000000001 0a630001 000000000000 0a630002"));
    }

    @Test
    void aSolicitationAsksTheTargetsGroupAndCarriesItsChecksum() {
        byte[] frame = NeighbourQuestion.about(route("fd99::1", "fd99::12:3456")).frame();

        assertThat(frame).startsWith(bytes("3333ff123456 020000000001 86dd 60000000 0020 3a ff"));
        assertThat(frame).containsSequence(bytes("ff0200000000000000000001ff123456 8700"));
        assertThat(frame).endsWith(bytes("fd990000000000000000000000123456 0101 020000000001"));
        assertThat(icmpSum(frame)).as("the ones' complement sum with the checksum in place").isEqualTo(0xffff);
    }

    @Test
    void aSolicitationForAnIpv4RouteComesFromNobody() {
        Route route = route("10.99.0.1", "10.98.0.1");
        byte[] frame = NeighbourQuestion.about(new Route(route.destination(), route.source(),
                IpAddress.parse("fd99::2"), route.link(), 1500, false)).frame();

        assertThat(frame).hasSize(14 + 40 + 24);
        assertThat(frame).containsSequence(bytes("0018 3a ff 00000000000000000000000000000000 ff02"));
        assertThat(icmpSum(frame)).isEqualTo(0xffff);
    }

    private static int icmpSum(byte[] frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        int sum = 58 + frame.length - 54;
        for (int at = 22; at < frame.length; at += 2) {
            sum += bytes.getShort(at) & 0xffff;
        }
        return (sum & 0xffff) + (sum >>> 16);
    }

    @ParameterizedTest
    @CsvSource({"10.99.0.1, 10.99.0.2", "fd99::1, fd99::2"})
    void theAnswerIsReadAndNothingShorterIs(String source, String destination) {
        NeighbourQuestion question = NeighbourQuestion.about(route(source, destination));
        byte[] answer = source.contains(":") ? ADVERTISEMENT : ARP_REPLY;

        assertThat(question.answerIn(ByteBuffer.wrap(answer))).isEqualTo(new MacAddress(0x0200_0000_0002L));
        for (int length = 0; length < answer.length; length++) {
            MacAddress found = question.answerIn(ByteBuffer.wrap(answer, 0, length).slice());
            // An advertisement may leave its option out.
            assertThat(found == null || source.contains(":") && length >= 78).as("%d bytes", length).isTrue();
        }
    }

    @Test
    void anAnswerAboutAnotherAddressIsNone() {
        assertThat(NeighbourQuestion.about(route("10.99.0.1", "10.99.0.3")).answerIn(ByteBuffer.wrap(ARP_REPLY)))
                .isNull();
        assertThat(NeighbourQuestion.about(route("fd99::1", "fd99::3")).answerIn(ByteBuffer.wrap(ADVERTISEMENT)))
                .isNull();
    }

    @Test
    void anOptionOfLengthZeroEndsTheReading() {
        byte[] hostile = ADVERTISEMENT.clone();
        hostile[78] = 1;
        hostile[79] = 0;

        assertThat(NeighbourQuestion.about(route("fd99::1", "fd99::2")).answerIn(ByteBuffer.wrap(hostile))).isNull();
    }
}
