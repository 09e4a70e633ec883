package tcpwalk.craft.endpoint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.Transition;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;

/** Two endpoints joined by a link that loses, doubles and reorders, under a virtual clock: one seed, one history. */
final class LossyLink {

    static final long MILLISECOND = 1_000_000L;

    /** How bad the link is, each from 0 to 1. */
    record Weather(double loss, double duplication, double reordering) {
    }

    private record Delivery(long time, long order, Segment segment, End to) {
    }

    /** One end with what it did and got. */
    final class End implements EndpointListener, SegmentSink {
        final CraftedEndpoint endpoint;
        final EndpointSettings settings;
        final List<TcpState> path = new ArrayList<>();
        final List<Remark> remarks = new ArrayList<>();
        End other;
        long delivered;
        boolean gaveUp;

        End(EndpointSettings settings) {
            this.settings = settings;
            endpoint = new CraftedEndpoint(settings, this, this);
        }

        @Override
        public void send(Segment segment) {
            checkPayload(segment);
            int copies = random.nextDouble() < weather.loss ? 0 : random.nextDouble() < weather.duplication ? 2 : 1;
            for (int i = 0; i < copies; i++) {
                long delay = 20 * MILLISECOND + random.nextLong(2 * MILLISECOND);
                if (random.nextDouble() < weather.reordering) {
                    delay += random.nextLong(60 * MILLISECOND);
                }
                inFlight.add(new Delivery(now + delay, order++, segment.copyWithPayload(), other));
            }
        }

        private void checkPayload(Segment segment) {
            ByteBuffer payload = segment.payload();
            int offset = segment.seq() - settings.iss() - 1;
            for (int i = 0; i < segment.length(); i++) {
                if (payload.get(i) != byteAt(offset + i)) {
                    throw new AssertionError("wrong byte at " + (offset + i) + " in " + segment);
                }
            }
        }

        @Override
        public void transitioned(Transition transition) {
            if (!path.isEmpty() && path.get(path.size() - 1) != transition.from()) {
                throw new AssertionError(transition + " does not follow " + path);
            }
            path.add(transition.to());
        }

        @Override
        public void remarked(Remark remark, Segment segment) {
            remarks.add(remark);
        }

        @Override
        public void delivered(long offset, int length) {
            if (offset != delivered || length <= 0) {
                throw new AssertionError(length + " bytes delivered at " + offset + ", expected at " + delivered);
            }
            delivered += length;
        }

        @Override
        public void gaveUp(int attempts) {
            gaveUp = true;
        }
    }

    private final SplittableRandom random;
    private final Weather weather;
    private final PriorityQueue<Delivery> inFlight =
            new PriorityQueue<>(Comparator.comparingLong(Delivery::time).thenComparingLong(Delivery::order));
    private long now;
    private long order;
    private long written;
    final End client;
    final End server;

    LossyLink(long seed, Weather weather, Offer clientOffer, Offer serverOffer) {
        random = new SplittableRandom(seed);
        this.weather = weather;
        EndpointAddress here = new EndpointAddress(IpAddress.parse("10.0.0.1"), 40000);
        EndpointAddress there = new EndpointAddress(IpAddress.parse("10.0.0.2"), 80);
        client = new End(settings(Side.CLIENT, here, there, clientOffer));
        server = new End(settings(Side.SERVER, there, here, serverOffer));
        client.other = server;
        server.other = client;
    }

    private EndpointSettings settings(Side side, EndpointAddress local, EndpointAddress remote, Offer offer) {
        // Every other history crosses 2^32 in the middle of its data.
        int iss = random.nextBoolean() ? random.nextInt() : -random.nextInt(20_000);
        return new EndpointSettings(side, local, remote, offer, iss, random.nextInt(), 1460, 40,
                3_600_000 * MILLISECOND);
    }

    static byte byteAt(int offset) {
        return (byte) (offset * 31 + (offset >> 8));
    }

    static byte[] stream(int from, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = byteAt(from + i);
        }
        return bytes;
    }

    long now() {
        return now;
    }

    SplittableRandom random() {
        return random;
    }

    /** Runs what is due until {@code until}; says whether anything is left to happen. */
    boolean runUntil(long until) {
        while (true) {
            long next = Math.min(inFlight.isEmpty() ? Long.MAX_VALUE : inFlight.peek().time(),
                    Math.min(client.endpoint.nextDeadline(), server.endpoint.nextDeadline()));
            if (next == Long.MAX_VALUE || next > until) {
                now = Math.max(now, Math.min(until, next));
                return next != Long.MAX_VALUE;
            }
            now = Math.max(now, next);
            if (!inFlight.isEmpty() && inFlight.peek().time() <= now) {
                Delivery delivery = inFlight.poll();
                delivery.to().endpoint.receive(delivery.segment(), now);
            }
            client.endpoint.tick(now);
            server.endpoint.tick(now);
        }
    }

    /** Runs until nothing is left to happen; fails when that never comes. */
    void runToTheEnd() {
        if (runUntil(now + 1000L * 3_600_000 * MILLISECOND)) {
            throw new AssertionError("still busy after a thousand hours: " + client.path + " " + server.path);
        }
    }
}
