package dev.madrugada.transform.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.function.IntToLongFunction;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Enough rows for the cache to decide several times whether it holds rows. */
class DuplicateCacheTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final int DAY = 11_000;
    private static final int ROWS = 50_000;
    /** The rows after which the cache decides for the first time. */
    private static final int COUNTED = 4096;

    private final Random random = new Random(SEED);
    private final Map<Long, Long> greatest = new HashMap<>();
    private final List<Candidate> left = new ArrayList<>();
    private IntSupplier rowBytes = () -> 0;
    private long mostBytes;

    @Test
    void rowsOfAFrequentKeyAreMergedOnceTheyAreSeenToBeFrequent() {
        int passed = passedOf(row -> row % 5 == 0 ? row : 0);

        assertAllCounted();
        // Of the later rows, one in five has a key of its own.
        assertThat(passed).as("seed %d", SEED).isLessThan(COUNTED + (ROWS - COUNTED) / 5 + 1);
    }

    @Test
    void rowsWithKeysOfTheirOwnPassAtOnce() {
        int passed = passedOf(row -> row);

        assertAllCounted();
        assertThat(passed).as("seed %d", SEED).isEqualTo(ROWS);
    }

    @Test
    void noRowIsLostWhenDuplicatesBecomeFrequentAndRareAgain() {
        int passed = passedOf(row -> (row / 10_000) % 2 == 0 ? random.nextInt(1_000_000) : random.nextInt(3));

        assertAllCounted();
        assertThat(passed).as("seed %d", SEED).isBetween(ROWS / 2, ROWS - 10_000);
    }

    /** A cache of as many rows of this size would hold 32 MiB. */
    @Test
    void rowsOfManyBytesAreHeldOnlyUpToABound() {
        rowBytes = () -> DuplicateCache.MAX_ROW_BYTES - 100;
        passedOf(row -> random.nextInt(3000));

        assertAllCounted();
        assertThat(mostBytes)
                .as("seed %d", SEED)
                .isGreaterThan(DuplicateCache.MAX_BYTES - DuplicateCache.MAX_ROW_BYTES)
                .isLessThanOrEqualTo(DuplicateCache.MAX_BYTES);
    }

    @Test
    void rowsOfDifferentSizesAreCountedWhenTheyComeAndLeave() {
        rowBytes = () -> random.nextInt(2 * DuplicateCache.MAX_ROW_BYTES);
        int passed = passedOf(row -> random.nextInt(1000));

        assertAllCounted();
        assertThat(passed).as("seed %d", SEED).isLessThan(ROWS);
        assertThat(mostBytes).as("seed %d", SEED).isBetween(1L, DuplicateCache.MAX_BYTES);
    }

    /** Adds rows with these keys; the number of rows that left before the end. */
    private int passedOf(IntToLongFunction keys) {
        DuplicateCache cache = new DuplicateCache(this::encoded);
        for (int row = 0; row < ROWS; row++) {
            long key = keys.applyAsLong(row);
            long precedence = random.nextInt(1_000_000);
            greatest.merge(key, precedence, Math::max);
            add(cache.displacedBy(candidate(key, precedence)));
            mostBytes = Math.max(mostBytes, cache.bytes());
        }
        int passed = left.size();
        for (int slot = 0; slot < cache.slots(); slot++) {
            add(cache.removed(slot));
        }
        assertThat(cache.bytes()).as("seed %d", SEED).isZero();
        return passed;
    }

    private void add(@Nullable Candidate row) {
        if (row != null) {
            left.add(row);
        }
    }

    private void assertAllCounted() {
        Map<Long, Long> kept = new HashMap<>();
        left.forEach(row -> kept.merge(number(row.key()), number(row.precedence()), Math::max));
        assertThat(kept).as("seed %d", SEED).isEqualTo(greatest);
        assertThat(left.stream().mapToLong(Candidate::arrived).sum())
                .as("seed %d", SEED)
                .isEqualTo(ROWS);
    }

    private UnsafeRow encoded(Candidate candidate) {
        // Spark's rows are words of 8 bytes.
        int size = 16 + rowBytes.getAsInt() / 8 * 8;
        UnsafeRow row = new UnsafeRow(1);
        row.pointTo(new byte[size], size);
        return row;
    }

    private static Candidate candidate(long key, long precedence) {
        byte[] bytes = bytes(key);
        long hash = XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length, DAY);
        return new Candidate(hash, DAY, bytes, bytes(precedence), new GenericInternalRow(0), 1);
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
