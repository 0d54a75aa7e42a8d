package dev.madrugada.kinesis.deaggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.kinesis.agg.AggRecord;
import com.google.protobuf.ByteString;
import dev.madrugada.kinesis.deaggregate.Packing.Unpacked;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@link KplAggregate} and AWS's library return the same records for the same bytes. {@code -Dmadrugada.seed} repeats a
 * run.
 */
class LibraryAgreementTest {

    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final int AGGREGATES = 2_000;
    private static final int DAMAGED = 10_000;

    @BeforeAll
    static void printTheSeed() {
        System.out.println("seed " + SEED + " (-Dmadrugada.seed)");
    }

    @Test
    void readsWhatTheAggregatorPacked() {
        RandomMessages bytes = new RandomMessages(SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < AGGREGATES; i++) {
            AggRecord aggregate = new AggRecord();
            List<Unpacked> put = new ArrayList<>();
            for (int records = 1 + random.nextInt(30); records > 0; records--) {
                String partitionKey = bytes.text(1 + random.nextInt(30));
                String hashKey = random.nextBoolean() ? new BigInteger(128, random).toString() : null;
                byte[] payload = bytes.bytes(random.nextInt(50) == 0 ? 20_000 : 60);
                assertThat(aggregate.addUserRecord(partitionKey, hashKey, payload))
                        .isTrue();
                put.add(Unpacked.of(put.size(), partitionKey, ByteString.copyFrom(payload)));
            }

            assertThat(Packing.unpacked(aggregate.toRecordBytes()))
                    .as("aggregate %d of -Dmadrugada.seed=%d", i, SEED)
                    .isEqualTo(put);
        }
    }

    @Test
    void readsEveryMessageThatTheLibraryReads() {
        RandomMessages messages = new RandomMessages(SEED);
        for (int i = 0; i < AGGREGATES; i++) {
            byte[] message = messages.message();

            assertThat(Packing.unpacked(Packing.framed(message)))
                    .as("message %d of -Dmadrugada.seed=%d", i, SEED)
                    .isNotEmpty()
                    .isEqualTo(Packing.foundByTheLibrary(message));
        }
    }

    /** The digest is recomputed, so that only the parser can reject the message. */
    @Test
    void rejectsEveryMessageThatTheLibraryRejects() {
        RandomMessages messages = new RandomMessages(SEED);
        int refused = 0;
        for (int i = 0; i < DAMAGED; i++) {
            byte[] message = messages.damaged(messages.message());
            List<Unpacked> expected = Packing.foundByTheLibrary(message);

            assertThat(Packing.unpacked(Packing.framed(message)))
                    .as("damaged message %d of -Dmadrugada.seed=%d", i, SEED)
                    .isEqualTo(expected);
            refused += expected.isEmpty() ? 1 : 0;
        }
        assertThat(refused).as("refused of %d", DAMAGED).isBetween(DAMAGED / 10, DAMAGED * 9 / 10);
    }
}
