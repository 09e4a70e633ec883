package tcpwalk.tcp.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Against a model with one bit for every number. */
class ZeekPiecesTest {

    @RepeatedTest(200)
    void holdsTheUnionOfWhatWasAdded(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        ZeekPieces pieces = new ZeekPieces();
        BitSet model = new BitSet();
        int delivered = 1;
        for (int i = 0; i < 60; i++) {
            int first = delivered + 1 + random.nextInt(200);
            int end = first + 1 + random.nextInt(30);
            pieces.add(first, end);
            model.set(first, end);
            if (random.nextInt(5) == 0) {
                delivered += random.nextInt(40);
                model.set(0, delivered);
                delivered = model.nextClearBit(0);
                assertThat(pieces.join(delivered)).isEqualTo(delivered);
                model.clear(0, delivered);
            }
            assertThat(pieces.held()).isEqualTo(model.cardinality());
            assertThat(pieces.isEmpty()).isEqualTo(model.isEmpty());
            if (!model.isEmpty()) {
                assertThat(pieces.first()).isEqualTo(model.nextSetBit(0));
                assertThat(pieces.end()).isEqualTo(model.length());
            }
        }
    }
}
