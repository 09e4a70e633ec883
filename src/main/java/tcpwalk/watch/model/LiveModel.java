package tcpwalk.watch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tcpwalk.tcp.Connection;
import tcpwalk.timeline.Timeline;
import tcpwalk.watch.model.Watched.Worth;

/**
 * What a screen can show of a live run, on the tracking thread. However many connections there are, the states of all
 * are counted, and {@value #PLACES} of them are watched, the liveliest that pass the filter; the rest costs a look-up
 * a segment.
 */
public final class LiveModel {

    /** More than anybody scrolls through. */
    static final int PLACES = 1024;
    /** How many connections between two ticks may ask for a place: nobody could follow more on a screen. */
    static final int APPLICANTS = 512;
    /** How many lively connections between two ticks may lose their place to others, for the list not to flicker. */
    private static final int DISPLACED = 16;
    /** How many open connections a flood of others cannot push out; the remaining places are for newcomers. */
    private static final int SETTLED = PLACES * 7 / 8;
    /** Of how many a place is taken from the least worthy. */
    private static final int SAMPLE = 8;
    private static final long QUIET = 1_000_000_000;
    private static final double NANOS = 1e9;
    /** Over fewer seconds a rate says nothing. */
    private static final double SHORTEST = 0.05;
    /** Over more, the clock was set, or this is the first time. */
    private static final double LONGEST = 10;

    private final Function<Connection, Timeline> timelines;
    private final Census census = new Census();
    private final Waiting waiting = new Waiting(connection -> census.remove(connection.id()));
    private final List<Watched> places = new ArrayList<>(PLACES);
    private Wishes wishes = Wishes.NONE;
    private Filter.Words words = Filter.NONE.words();
    private byte filterNumber = 1;
    private Watched selected;
    private long packets;
    private double packetRate;
    private long lastTick;
    private long begun;
    private int hand;
    private int applicants = APPLICANTS;
    private int displaced = DISPLACED;
    private int open;

    /** @param timelines how a connection is told in full */
    public LiveModel(Function<Connection, Timeline> timelines) {
        this.timelines = timelines;
    }

    /** Whether a connection that begins is to keep its steps; asked before its first segment is taken. */
    public boolean keepsSteps(Connection connection) {
        return applicants > 0;
    }

    /** A segment was taken. */
    public void observed(Connection connection) {
        int before = census.size();
        int slot = census.slotOf(connection.id());
        if (census.size() > before && connection.id() < begun) {
            census.place(slot, placeOf(connection.id()));
        }
        boolean moved = census.moves(slot, connection.client().state(), connection.server().state());
        begun = Math.max(begun, connection.id() + 1);
        int place = census.place(slot);
        if (place >= 0) {
            places.get(place).observed();
        } else if (applicants > 0 && (moved || !census.isRefused(slot, filterNumber))) {
            apply(connection, slot);
        } else if (connection.journal() != null) {
            connection.forgetSteps();
        }
    }

    /** Of a connection that seemed to have ended; or -1. */
    private int placeOf(long id) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }

    private void apply(Connection connection, int slot) {
        applicants--;
        Watched applicant = new Watched(connection);
        if (!words.match(applicant.line())) {
            census.refuse(slot, filterNumber);
        } else if (places.size() < PLACES) {
            census.place(slot, places.size());
            places.add(applicant);
            applicant.observed();
            return;
        } else {
            int place = leastWorthy();
            Watched holder = places.get(place);
            if (yields(holder, applicant)) {
                holder.dismissed();
                census.displace(holder.id());
                census.place(slot, place);
                places.set(place, applicant);
                applicant.observed();
                return;
            }
        }
        applicant.dismissed();
    }

    private int leastWorthy() {
        int least = hand;
        for (int i = 1; i < SAMPLE; i++) {
            int other = (hand + i) % PLACES;
            if (isLess(places.get(other), places.get(least))) {
                least = other;
            }
        }
        hand = (hand + SAMPLE) % PLACES;
        return least;
    }

    private static boolean isLess(Watched one, Watched other) {
        if (one.worth() != other.worth()) {
            return one.worth().compareTo(other.worth()) < 0;
        }
        return one.rate() != other.rate() ? one.rate() < other.rate() : one.lastTime() < other.lastTime();
    }

    private boolean yields(Watched holder, Watched applicant) {
        int order = holder.worth().compareTo(applicant.worth());
        if (order < 0) {
            return true;
        }
        if (order > 0) {
            boolean tooMany = holder.worth() == Worth.OPEN && open > SETTLED;
            open -= tooMany ? 1 : 0;
            return tooMany;
        }
        if (applicant.worth() != Worth.OPEN || applicant.lastTime() - holder.lastTime() > QUIET) {
            return true;
        }
        return displaced-- > 0;
    }

    /** Nothing more is expected of a connection. */
    public void ended(Connection connection) {
        int place = census.place(census.slotOf(connection.id()));
        if (place >= 0) {
            places.get(place).ended();
        }
        if (!waiting.takes(connection)) {
            census.remove(connection.id());
        }
    }

    /** How things stand now, in nanoseconds since the epoch; begins the next measurement of rates. */
    public Snapshot tick(long now, Traffic traffic, Wishes newWishes) {
        grant(newWishes);
        waiting.expire(now);
        measure(now, traffic);
        List<ConnectionLine> lines = new ArrayList<>(places.size());
        open = 0;
        for (Watched watched : places) {
            ConnectionLine line = watched.line();
            watched.want(words.match(line));
            lines.add(line);
            open += watched.worth() == Worth.OPEN ? 1 : 0;
        }
        applicants = APPLICANTS;
        displaced = DISPLACED;
        return new Snapshot(now, packetRate, traffic, census.clients(), census.servers(), census.size(), begun, lines,
                selected == null ? null : selected.detail(timelines));
    }

    private void measure(long now, Traffic traffic) {
        double seconds = (now - lastTick) / NANOS;
        if (seconds > 0 && seconds < SHORTEST) {
            return;
        }
        if (seconds > 0 && seconds < LONGEST) {
            double current = (traffic.packets() - packets) / seconds;
            packetRate += (current - packetRate) * (1 - Math.exp(-seconds));
            for (Watched watched : places) {
                watched.passed(seconds);
            }
        }
        packets = traffic.packets();
        lastTick = now;
    }

    private void grant(Wishes newWishes) {
        if (!newWishes.filter().equals(wishes.filter())) {
            words = newWishes.filter().words();
            filterNumber++;
            if (filterNumber == 0) {
                census.forgetRefusals();
                filterNumber = 1;
            }
        }
        if (newWishes.selected() != (selected == null ? -1 : selected.id())) {
            select(newWishes.selected());
        }
        wishes = newWishes;
    }

    private void select(long id) {
        if (selected != null) {
            selected.select(false);
            selected = null;
        }
        int place = placeOf(id);
        if (place >= 0) {
            selected = places.get(place);
            selected.select(true);
        }
    }
}
