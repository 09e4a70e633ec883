package tcpwalk.capture;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much a capture can be trusted: what it holds and what it lacks. Counted while frames are decoded, by one thread;
 * to be read by that thread or after it.
 */
public final class CaptureQuality {

    /** A file that flips between thousands of link types is hostile; the rest count under the last one. */
    private static final int MOST_LINK_TYPES = 1000;

    private long frames;
    private long bytes;
    private long truncatedFrames;
    private long framesWithoutTime;
    private long firstTime;
    private long lastTime;
    private long previousTime;
    private long timesBackwards;
    private long worstBackwards;
    private long segments;
    private long quotedSegments;
    private long fragments;
    private long recordedDrops;
    private final long[] undecodable = new long[Undecodable.values().length];
    private final long[] tunnelled = new long[Tunnel.values().length];
    private final Map<Integer, Long> unknownLinkTypes = new TreeMap<>();

    /** Counts a frame, whatever it holds. */
    public void countFrame(Frame frame) {
        frames++;
        bytes += Math.max(frame.originalLength(), frame.capturedLength());
        if (frame.capturedLength() < frame.originalLength()) {
            truncatedFrames++;
        }
        if (frame.hasTime()) {
            countTime(frame.time());
        } else {
            framesWithoutTime++;
        }
    }

    private void countTime(long time) {
        if (frames == framesWithoutTime + 1) {
            firstTime = time;
            lastTime = time;
        } else if (time < previousTime) {
            timesBackwards++;
            // Saturating: a hostile file may leap from the year 2262 back to 1678.
            long step = previousTime - time;
            worstBackwards = Math.max(worstBackwards, step < 0 ? Long.MAX_VALUE : step);
            firstTime = Math.min(firstTime, time);
        } else if (time > lastTime) {
            lastTime = time;
        }
        previousTime = time;
    }

    /** Counts a frame that turned out to hold a segment, in {@code tunnel} or in none where that is null. */
    public void countSegment(Tunnel tunnel) {
        segments++;
        if (tunnel != null) {
            tunnelled[tunnel.ordinal()]++;
        }
    }

    /** Counts an ICMP error that quotes a segment. */
    public void countQuotedSegment() {
        quotedSegments++;
    }

    /** Counts a fragment of a TCP packet that is not its first, and so has no header. */
    public void countFragment() {
        fragments++;
    }

    /** Counts a frame that could not be decoded. */
    public void countUndecodable(Undecodable reason) {
        undecodable[reason.ordinal()]++;
    }

    /** Counts a frame whose link type is not known. */
    public void countUnknownLinkType(int linkType) {
        countUndecodable(Undecodable.LINK_TYPE);
        if (unknownLinkTypes.size() < MOST_LINK_TYPES || unknownLinkTypes.containsKey(linkType)) {
            unknownLinkTypes.merge(linkType, 1L, Long::sum);
        }
    }

    /** Adds frames that the capturing system says it lost. */
    public void countRecordedDrops(long drops) {
        recordedDrops += drops;
    }

    /** Frames read. */
    public long frames() {
        return frames;
    }

    /** Bytes that the frames had on the wire. */
    public long bytes() {
        return bytes;
    }

    /** Frames of which less was kept than was on the wire. */
    public long truncatedFrames() {
        return truncatedFrames;
    }

    /** Frames for which the file gives no time. */
    public long framesWithoutTime() {
        return framesWithoutTime;
    }

    /** The earliest time, in nanoseconds since the epoch; 0 without any. */
    public long firstTime() {
        return firstTime;
    }

    /** The latest time, in nanoseconds since the epoch; 0 without any. */
    public long lastTime() {
        return lastTime;
    }

    /** How often a frame's time lies before that of the frame before it. */
    public long timesBackwards() {
        return timesBackwards;
    }

    /** The largest such step, in nanoseconds. */
    public long worstBackwards() {
        return worstBackwards;
    }

    /** Frames that hold a TCP segment. */
    public long segments() {
        return segments;
    }

    /** ICMP errors that quote a TCP segment. */
    public long quotedSegments() {
        return quotedSegments;
    }

    /** Fragments of TCP packets beyond the first, which have no header and are only counted. */
    public long fragments() {
        return fragments;
    }

    /** Frames that the capturing system says it lost. */
    public long recordedDrops() {
        return recordedDrops;
    }

    /** Segments that came in a tunnel, by the innermost one. */
    public Map<Tunnel, Long> tunnelled() {
        return counts(Tunnel.class, tunnelled);
    }

    /** Frames that could not be decoded, by the reason. */
    public Map<Undecodable, Long> undecodable() {
        return counts(Undecodable.class, undecodable);
    }

    /** Frames of link types that are not known, by the number of the type. */
    public Map<Integer, Long> unknownLinkTypes() {
        return Collections.unmodifiableMap(unknownLinkTypes);
    }

    private static <K extends Enum<K>> Map<K, Long> counts(Class<K> type, long[] counts) {
        Map<K, Long> map = new EnumMap<>(type);
        for (K key : type.getEnumConstants()) {
            if (counts[key.ordinal()] > 0) {
                map.put(key, counts[key.ordinal()]);
            }
        }
        return map;
    }
}
