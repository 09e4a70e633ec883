package tcpwalk.tcp;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A dialogue that is easily misread, and everything that stands out in it: no kind more, and none less. */
record HardCase(String what, Dialogue talk, Set<FindingKind> kinds) {

    static HardCase of(String what, Dialogue talk, FindingKind... kinds) {
        Set<FindingKind> all = EnumSet.noneOf(FindingKind.class);
        all.addAll(List.of(kinds));
        return new HardCase(what, talk, all);
    }

    @Override
    public String toString() {
        return what;
    }
}
