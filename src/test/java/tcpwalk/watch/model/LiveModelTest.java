package tcpwalk.watch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.watch.model.Scene.end;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.Row;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

@Timeout(60)
class LiveModelTest {

    private static final EndpointAddress SERVER = end("198.51.100.20", 443);

    private final Scene scene = new Scene(200_000);

    private static EndpointAddress client(int number) {
        return new EndpointAddress(new IpAddress(4, 0, 0x0a000000L + number), 50_000);
    }

    private static ConnectionLine line(Snapshot snapshot, long id) {
        return snapshot.lines().stream().filter(line -> line.id() == id).findFirst().orElse(null);
    }

    private static int count(Snapshot snapshot, TcpState client) {
        return snapshot.clients().get(client.ordinal());
    }

    @Test
    void aLineTellsHowAConnectionStands() {
        Connection connection = scene.open(client(1), SERVER);
        for (int i = 0; i < 20; i++) {
            scene.exchange(client(1), SERVER, i);
            scene.after(100).tick(Wishes.NONE);
        }
        ConnectionLine line = line(scene.tick(Wishes.NONE), connection.id());
        assertThat(line.client()).isEqualTo("10.0.0.1:50000");
        assertThat(line.server()).isEqualTo("198.51.100.20:443");
        assertThat(line.clientState()).hasToString("ESTABLISHED");
        assertThat(line.bytes()).isEqualTo(20 * 1100);
        assertThat(line.segments()).isEqualTo(63);
        assertThat(line.rate()).as("three segments each 115 ms").isBetween(15.0, 30.0);
        assertThat(line.isOver()).isFalse();
    }

    @Test
    void aRateFadesWhenNothingComes() {
        Connection connection = scene.open(client(1), SERVER);
        scene.tick(Wishes.NONE);
        scene.exchange(client(1), SERVER, 0);
        double lively = line(scene.ticks(1, Wishes.NONE), connection.id()).rate();
        double later = line(scene.ticks(20, Wishes.NONE), connection.id()).rate();
        assertThat(later).isPositive().isLessThan(lively / 2);
        assertThat(line(scene.ticks(100, Wishes.NONE), connection.id()).rate()).isZero();
    }

    @Test
    void aClockThatIsSetMakesNoBurst() {
        scene.tick(Wishes.NONE);
        scene.open(client(1), SERVER);
        scene.ticks(3, Wishes.NONE);
        Snapshot back = scene.after(-3_600_000).tick(Wishes.NONE);
        Snapshot forward = scene.after(7_200_000).tick(Wishes.NONE);
        assertThat(back.packetRate()).isBetween(0.1, 30.0);
        assertThat(forward.packetRate()).isEqualTo(back.packetRate());
        assertThat(scene.ticks(30, Wishes.NONE).packetRate()).isLessThan(forward.packetRate());
    }

    @Test
    void aHundredThousandConnectionsAreCountedAndAFewWatched() {
        for (int i = 0; i < 100_000; i++) {
            scene.say(client(i), SERVER, "S 0:0(0) win 64240");
            if (i % 500 == 0) {
                scene.after(1);
            }
            if (i % 5000 == 0) {
                scene.tick(Wishes.NONE);
            }
        }
        Snapshot snapshot = scene.tick(Wishes.NONE);
        assertThat(snapshot.connections()).isEqualTo(100_000);
        assertThat(snapshot.begun()).isEqualTo(100_000);
        assertThat(count(snapshot, TcpState.SYN_SENT)).isEqualTo(100_000);
        assertThat(snapshot.lines()).hasSize(LiveModel.PLACES);
        long journaled = 0;
        for (int i = 0; i < 100_000; i++) {
            Connection connection = scene.table().find(
                    tcpwalk.wire.SegmentNotation.parse("S 0:0(0) win 1", 0, 0).between(client(i), SERVER));
            journaled += connection.journal() == null ? 0 : 1;
        }
        assertThat(journaled).as("steps are kept only of those that are watched").isEqualTo(LiveModel.PLACES);
        scene.table().finish();
        assertThat(scene.tick(Wishes.NONE).connections()).isZero();
        assertThat(count(scene.tick(Wishes.NONE), TcpState.SYN_SENT)).isZero();
    }

    @Test
    void aFloodPushesNoOpenConnectionOut() {
        Connection quiet = scene.open(client(1_000_000), SERVER);
        Connection busy = scene.open(client(1_000_001), SERVER);
        for (int i = 0; i < 30_000; i++) {
            scene.say(client(i), SERVER, "S 0:0(0) win 64240");
            if (i % 300 == 0) {
                scene.exchange(client(1_000_001), SERVER, i / 300);
                scene.tick(Wishes.NONE);
            }
        }
        Snapshot snapshot = scene.tick(Wishes.NONE);
        assertThat(line(snapshot, quiet.id())).isNotNull();
        assertThat(line(snapshot, busy.id())).isNotNull();
        assertThat(quiet.journal().steps()).hasSize(3);
    }

    @Test
    void theLiveliestOfManyOpenConnectionsComeToTheTop() {
        for (int i = 0; i < 3 * LiveModel.PLACES; i++) {
            scene.open(client(i), SERVER);
            if (i % 100 == 0) {
                scene.tick(Wishes.NONE);
            }
        }
        Connection lively = scene.open(client(1_000_000), SERVER);
        for (int i = 0; i < 300; i++) {
            scene.exchange(client(1_000_000), SERVER, i);
            scene.exchange(client(i % 40), SERVER, i / 40);
            scene.after(50).tick(Wishes.NONE);
        }
        Snapshot snapshot = scene.tick(Wishes.NONE);
        assertThat(line(snapshot, lively.id())).isNotNull();
        assertThat(snapshot.lines()).allMatch(line -> line.rate() <= line(snapshot, lively.id()).rate());
    }

    @Test
    void aNewcomerAmongManyIdleConnectionsIsWatchedFromItsFirstSegment() {
        for (int i = 0; i < 3 * LiveModel.PLACES; i++) {
            scene.open(client(i), SERVER);
            if (i % 100 == 0) {
                scene.tick(Wishes.NONE);
            }
        }
        scene.after(60_000).tick(Wishes.NONE);
        Connection newcomer = scene.open(client(1_000_000), SERVER);
        scene.exchange(client(1_000_000), SERVER, 0);
        assertThat(line(scene.tick(Wishes.NONE), newcomer.id())).isNotNull();
        assertThat(newcomer.journal().steps()).hasSize(6);
    }

    @Test
    void theSelectedConnectionStaysWhateverComes() {
        Connection selected = scene.say(client(1_000_000), SERVER, "S 0:0(0) win 64240");
        Wishes wishes = new Wishes(selected.id(), Filter.NONE);
        scene.tick(wishes);
        for (int i = 0; i < 50_000; i++) {
            scene.say(client(i), SERVER, "S 0:0(0) win 64240");
            if (i % 100 == 0) {
                scene.after(1).tick(wishes);
            }
        }
        Snapshot snapshot = scene.tick(wishes);
        assertThat(snapshot.detail().timeline().id()).isEqualTo(selected.id());
        assertThat(snapshot.detail().timeline().rows()).hasSize(1);
        assertThat(snapshot.detail().fromStart()).isTrue();
        assertThat(snapshot.detail().timeline().interfaceName()).isEqualTo("eth0");
    }

    @Test
    void aFilterFindsConnectionsThatHadNoPlace() {
        Connection[] all = new Connection[3 * LiveModel.PLACES];
        for (int i = 0; i < all.length; i++) {
            all[i] = scene.open(client(i), SERVER);
            if (i % 100 == 0) {
                scene.tick(Wishes.NONE);
            }
        }
        Snapshot before = scene.tick(Wishes.NONE);
        int lost = 0;
        while (line(before, all[lost].id()) != null) {
            lost++;
        }
        Wishes wishes = new Wishes(-1, new Filter(client(lost).toString()));
        scene.after(100).tick(wishes);
        scene.exchange(client(lost), SERVER, 0);
        assertThat(line(scene.tick(wishes), all[lost].id())).isNotNull();
        assertThat(all[lost].journal().steps()).as("from the moment it was found").hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void theMiddleOfALongConnectionIsForgotten() {
        Connection connection = scene.open(client(1), SERVER);
        for (int i = 0; i < 2000; i++) {
            scene.exchange(client(1), SERVER, i);
        }
        assertThat(connection.journal().size()).isEqualTo(Watched.FIRST_STEPS + Watched.LAST_STEPS);
        assertThat(connection.journal().steps().get(0).segment().isSyn()).isTrue();

        Wishes wishes = new Wishes(connection.id(), Filter.NONE);
        scene.tick(wishes);
        for (int i = 2000; i < 4000; i++) {
            scene.exchange(client(1), SERVER, i);
        }
        List<Row> rows = scene.tick(wishes).detail().timeline().rows();
        assertThat(rows).as("with one for what is left out")
                .hasSize(Watched.FIRST_STEPS + 1 + Watched.LAST_STEPS_SHOWN);
        long leftOut = 3 + 3 * 4000 - Watched.FIRST_STEPS - Watched.LAST_STEPS_SHOWN;
        assertThat(rows.get(Watched.FIRST_STEPS).event()).startsWith(leftOut + " segments left out");

        scene.tick(Wishes.NONE);
        assertThat(connection.journal().size()).isEqualTo(Watched.FIRST_STEPS + Watched.LAST_STEPS);
    }

    @Test
    void anEndedConnectionStaysListedAndIsNotCounted() {
        Connection connection = scene.open(client(1), SERVER);
        scene.table().finish();
        Snapshot snapshot = scene.tick(new Wishes(connection.id(), Filter.NONE));
        assertThat(snapshot.connections()).isZero();
        assertThat(line(snapshot, connection.id()).isOver()).isTrue();
        assertThat(snapshot.detail().timeline().rows()).hasSize(3);
    }

    @Test
    void aSegmentAfterTheEndFindsItsLineAgain() {
        Connection connection = scene.open(client(1), SERVER);
        scene.model().ended(connection);
        assertThat(scene.tick(Wishes.NONE).connections()).isZero();

        scene.exchange(client(1), SERVER, 0);
        Snapshot snapshot = scene.tick(Wishes.NONE);
        assertThat(snapshot.connections()).isEqualTo(1);
        assertThat(snapshot.lines()).hasSize(1);
        assertThat(snapshot.lines().get(0).segments()).isEqualTo(6);
        assertThat(snapshot.lines().get(0).isOver()).isFalse();
    }

    @Test
    void anEndInTimeWaitIsCountedForAMinute() {
        scene.open(client(1), SERVER);
        scene.say(client(1), SERVER, "F. 1:1(0) ack 1 win 64240");
        scene.say(SERVER, client(1), "F. 1:1(0) ack 2 win 65160");
        Connection connection = scene.say(client(1), SERVER, ". 2:2(0) ack 2 win 64240");
        scene.model().ended(connection);
        assertThat(count(scene.after(59_900).tick(Wishes.NONE), TcpState.TIME_WAIT)).isEqualTo(1);
        Snapshot later = scene.after(200).tick(Wishes.NONE);
        assertThat(count(later, TcpState.TIME_WAIT)).isZero();
        assertThat(later.connections()).isZero();
        assertThat(later.lines()).hasSize(1);
    }
}
