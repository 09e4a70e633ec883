package tcpwalk.craft.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

class OptionsTest {

    private static Exchange answered(Offer offer, String synAckOptions) {
        Exchange exchange = new Exchange(offer);
        exchange.endpoint.open(0);
        exchange.forget();
        exchange.arrives("S. 0:0(0) ack 1 win 8000 <" + synAckOptions + ">");
        return exchange;
    }

    @Test
    void timestampsGoIntoEverySegmentOnceAgreed() {
        Exchange exchange = Exchange.establishedWithOptions();
        exchange.after(7).write(3);
        assertThat(exchange.sent()).containsExactly("P. 1:4(3) ack 1 win 502 <TS val 7 ecr 100>");
        exchange.close();
        assertThat(exchange.sent()).containsExactly("F. 4:4(0) ack 1 win 502 <TS val 7 ecr 100>");
        exchange.endpoint.abort(exchange.now());
        assertThat(exchange.sent()).containsExactly("R. 5:5(0) ack 1 win 0 <TS val 7 ecr 100>");
    }

    @Test
    void timestampsThatThePeerDoesNotOfferAreNotSent() {
        Exchange exchange = answered(Exchange.FULL, "mss 1460,wscale 7");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 1 win 502");
    }

    @Test
    void optionsThatWeDidNotOfferAreNotUsed() {
        Exchange exchange = answered(Exchange.PLAIN, "mss 1460,sackOK,TS val 5 ecr 0,wscale 7");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 1 win 65535");
        exchange.write(9000);
        assertThat(exchange.endpoint.segmentsSent()).as("8000 unscaled bytes of window").isEqualTo(2 + 5);
    }

    @Test
    void ourWindowIsScaledOnlyAfterTheSynAndRoundedUp() {
        Exchange exchange = answered(new Offer(1460, 1_000_000, 5, false, false, false), "mss 1460,wscale 2");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 1 win 31250");
    }

    @Test
    void aLargeWindowShrinksToTheHeaderWithoutAScale() {
        Exchange exchange = answered(new Offer(1460, 1_000_000, 5, false, false, false), "mss 1460");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 1 win 65535");
    }

    @Test
    void thePeersWindowIsScaledAfterItsSyn() {
        Exchange exchange = answered(new Offer(1460, 65535, 0, false, false, false), "mss 1000,wscale 1");
        exchange.forget();
        exchange.write(20_000);
        assertThat(exchange.sent()).as("the SYN,ACK's window is never scaled").hasSize(8);
        exchange.arrives(". 1:1(0) ack 1 win 4500");
        assertThat(exchange.sent()).containsExactly(". 8001:9001(1000) ack 1 win 65535");
    }

    @Test
    void aShiftAboveFourteenCountsAsFourteen() {
        Exchange exchange = answered(new Offer(1460, 65535, 0, false, false, false), "mss 1000,wscale 255");
        exchange.forget();
        exchange.arrives(". 1:1(0) ack 1 win 1");
        exchange.write(80_000);
        exchange.arrives(". 1:1(0) ack 5001 win 1").arrives(". 1:1(0) ack 10001 win 1");
        exchange.forget();
        for (int acked = 11_001; acked <= 30_001; acked += 1000) {
            exchange.arrives(". 1:1(0) ack " + acked + " win 1");
        }
        int beyond = exchange.lastSegment().end() - (1000 + 30_001);
        assertThat(beyond).as("2^14 bytes and no more").isBetween(15_001, 16_384);
    }

    @Test
    void segmentsKeepWithinThePeersMssLessOurOptions() {
        Exchange exchange = answered(Exchange.FULL, "mss 500,TS val 1 ecr 0");
        exchange.forget();
        exchange.write(1000);
        assertThat(exchange.sent()).containsExactly(
                ". 1:489(488) ack 1 win 64240 <TS val 0 ecr 1>",
                ". 489:977(488) ack 1 win 64240 <TS val 0 ecr 1>",
                "P. 977:1001(24) ack 1 win 64240 <TS val 0 ecr 1>");
    }

    @Test
    void aPeerWithoutMssGetsSegmentsOf536() {
        Exchange exchange = answered(Exchange.PLAIN, "wscale 0");
        exchange.forget();
        exchange.write(600);
        assertThat(exchange.sent()).containsExactly(". 1:537(536) ack 1 win 65535", "P. 537:601(64) ack 1 win 65535");
    }

    @Test
    void anMssOfZeroDoesNotStopTheStream() {
        Exchange exchange = answered(Exchange.PLAIN, "mss 0");
        exchange.forget();
        exchange.write(100);
        assertThat(exchange.sent().get(0)).isEqualTo(". 1:49(48) ack 1 win 65535");
    }

    @Test
    void anMssAboveWhatTheInterfaceCarriesIsCut() {
        Exchange exchange = answered(Exchange.PLAIN, "mss 9000");
        exchange.forget();
        exchange.write(2000);
        assertThat(exchange.sent().get(0)).isEqualTo(". 1:1461(1460) ack 1 win 65535");
    }

    @Test
    void anOldTimestampIsAnOldDuplicate() {
        Exchange exchange = Exchange.establishedWithOptions();
        exchange.arrives("P. 1:11(10) ack 1 win 500 <TS val 99 ecr 0>");
        assertThat(exchange.remarks()).containsExactly(Remark.OLD_TIMESTAMP);
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 1 win 502 <TS val 0 ecr 100>");
        assertThat(exchange.delivered()).isZero();
    }

    @Test
    void timestampsMayWrap() {
        Exchange exchange = new Exchange(Exchange.FULL);
        exchange.endpoint.open(0);
        exchange.arrives("S. 0:0(0) ack 1 win 65160 <mss 1460,TS val 4294967290 ecr 0>");
        exchange.arrives("P. 1:11(10) ack 1 win 500 <TS val 5 ecr 0>");
        assertThat(exchange.delivered()).isEqualTo(10);
    }

    @Test
    void aSegmentThatLacksTheAgreedTimestampIsDropped() {
        Exchange exchange = Exchange.establishedWithOptions();
        exchange.arrives("P. 1:11(10) ack 1 win 500");
        assertThat(exchange.remarks()).containsExactly(Remark.TIMESTAMP_MISSING);
        assertThat(exchange.sent()).isEmpty();
    }

    @Test
    void aResetNeedsNoTimestampAndNoFreshOne() {
        Exchange exchange = Exchange.establishedWithOptions();
        exchange.arrives("R 1:1(0) win 0");
        assertThat(exchange.state().toString()).isEqualTo("CLOSED");
        Exchange other = Exchange.establishedWithOptions();
        other.arrives("R 1:1(0) win 0 <TS val 1 ecr 0>");
        assertThat(other.state().toString()).isEqualTo("CLOSED");
    }

    @Test
    void theEchoIsThatOfTheSegmentAtTheEdge() {
        Exchange exchange = Exchange.establishedWithOptions();
        exchange.arrives("P. 1:11(10) ack 1 win 500 <TS val 110 ecr 0>");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 11 win 502 <TS val 0 ecr 110>");
        exchange.arrives("P. 21:31(10) ack 1 win 500 <TS val 120 ecr 0>");
        assertThat(exchange.sent()).as("a gap: the later value is not echoed, or PAWS would refuse the filler")
                .containsExactly(". 1:1(0) ack 11 win 502 <TS val 0 ecr 110,sack 21:31>");
        exchange.arrives("P. 11:21(10) ack 1 win 500 <TS val 115 ecr 0>");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 31 win 502 <TS val 0 ecr 115>");
    }

    @Test
    void sackReportsTheLatestBlockFirstAndThreeBesideTimestamps() {
        Exchange exchange = Exchange.establishedWithOptions();
        for (int start : new int[] {101, 301, 501, 701}) {
            exchange.arrives("P. " + start + ":" + (start + 10) + "(10) ack 1 win 500 <TS val 110 ecr 0>");
        }
        assertThat(exchange.lastSegment().options().sackBlocks()).isEqualTo(3);
        assertThat(exchange.sent().get(3)).endsWith("sack 701:711,sack 501:511,sack 301:311>");
        exchange.write(3000);
        assertThat(exchange.sent().get(0)).as("room for 40 bytes of options").startsWith(". 1:1421(1420)");
    }

    @Test
    void withoutSackPermittedNoBlockIsReported() {
        Exchange exchange = Exchange.established();
        exchange.arrives("P. 101:111(10) ack 1 win 500");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 1 win 65535");
    }

    @Test
    void congestionIsEchoedUntilThePeerSlowsDown() {
        Exchange exchange = new Exchange(new Offer(1460, 65535, -1, false, false, true));
        exchange.endpoint.open(0);
        exchange.arrives("SE. 0:0(0) ack 1 win 10000 <mss 1460>");
        exchange.forget();
        Segment marked = exchange.segment("P. 1:11(10) ack 1 win 10000");
        marked.packet().ecn(3);
        exchange.arrives(marked);
        exchange.arrives("P. 11:21(10) ack 1 win 10000");
        exchange.arrives("PW. 21:31(10) ack 1 win 10000");
        assertThat(exchange.sent()).containsExactly(
                "E. 1:1(0) ack 11 win 65535", "E. 1:1(0) ack 21 win 65535", ". 1:1(0) ack 31 win 65535");
    }

    @Test
    void newDataIsMarkedAndAnEchoHalvesTheWindowOnce() {
        Exchange exchange = new Exchange(new Offer(1460, 65535, -1, false, false, true));
        exchange.endpoint.open(0);
        exchange.arrives("SE. 0:0(0) ack 1 win 60000 <mss 1000>");
        exchange.write(20_000);
        assertThat(exchange.lastSegment().packet().ecn()).isEqualTo(2);
        exchange.forget();
        exchange.arrives("E. 1:1(0) ack 7001 win 60000");
        assertThat(exchange.sent()).as("5000 allowed, 3000 on their way: two more, the first says CWR")
                .containsExactly("W. 10001:11001(1000) ack 1 win 65535", ". 11001:12001(1000) ack 1 win 65535");
        exchange.untilDeadline();
        assertThat(exchange.lastSegment().packet().ecn()).as("a repetition is never marked").isZero();
    }

    @Test
    void aPeerThatReflectsBothEcnFlagsDoesNotAgree() {
        Exchange exchange = new Exchange(new Offer(1460, 65535, -1, false, false, true));
        exchange.endpoint.open(0);
        exchange.arrives("SEW. 0:0(0) ack 1 win 10000 <mss 1460>");
        exchange.write(10);
        assertThat(exchange.lastSegment().packet().ecn()).isZero();
        assertThat(exchange.lastSegment().flags()).isEqualTo(TcpFlags.PSH | TcpFlags.ACK);
    }

    @Test
    void anImpossibleOfferIsRefusedInWords() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Offer(1460, 70_000, -1, true, true, false))
                .withMessageContaining("65535");
        assertThatIllegalArgumentException().isThrownBy(() -> new Offer(1460, 100, 15, true, true, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Offer(70_000, 100, 1, true, true, false));
    }
}
