package tcpwalk.capture.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tcpwalk.capture.CaptureInterface;

/**
 * The interfaces of a capture, each once: rotated files describe the same ones again and again. May be asked by any
 * thread.
 */
final class Interfaces {

    /** More distinct ones are a hostile file's; the number keeps the memory for them bounded. */
    static final int MOST = 1 << 16;

    private final List<CaptureInterface> all = new ArrayList<>();
    private final Map<CaptureInterface, Integer> indexes = new HashMap<>();

    /** The index of an interface, which is a new one where it was not seen before. */
    synchronized int index(CaptureInterface candidate) throws DamagedException {
        Integer known = indexes.get(candidate);
        if (known != null) {
            return known;
        }
        if (all.size() == MOST) {
            throw new DamagedException("more than " + MOST + " interfaces");
        }
        indexes.put(candidate, all.size());
        all.add(candidate);
        return all.size() - 1;
    }

    synchronized CaptureInterface at(int index) {
        return index >= 0 && index < all.size() ? all.get(index) : null;
    }

    synchronized List<CaptureInterface> all() {
        return List.copyOf(all);
    }
}
