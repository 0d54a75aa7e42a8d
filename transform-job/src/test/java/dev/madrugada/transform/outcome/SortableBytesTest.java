package dev.madrugada.transform.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** Arrays of bytes have the order of their values, and are equal only if these are. */
class SortableBytesTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final int PAIRS = 20_000;

    private final Random random = new Random(SEED);
    private final SortableBytes buffer = new SortableBytes();

    @Test
    void sequenceNumbersHaveTheOrderOfNumbers() {
        assertOrder(
                one -> new BigInteger(one.nextInt(1, 190), one),
                (bytes, number) -> bytes.addDigits(UTF8String.fromString(number.toString())),
                Comparator.naturalOrder());
    }

    @Test
    void positionsThatAreNoNumbersStayDistinct() {
        assertOrder(
                one -> (one.nextBoolean() ? "a-" : "1") + one.nextInt(30) + (one.nextBoolean() ? "/" : "0"),
                (bytes, text) -> bytes.addDigits(UTF8String.fromString(text)),
                Comparator.comparing(String::length)
                        .thenComparing(text -> !text.matches("[0-9]+"))
                        .thenComparing(Comparator.naturalOrder()));
    }

    @Test
    void numbersHaveTheOrderOfNumbers() {
        assertOrder(one -> one.nextLong() >> one.nextInt(64), SortableBytes::addLong, Comparator.naturalOrder());
    }

    @Test
    void decimalsHaveTheOrderOfNumbers() {
        ColumnType type = ColumnType.parse("decimal(38,6)");
        assertOrder(
                one -> new BigDecimal(new BigInteger(one.nextInt(1, 120), one), 6)
                        .multiply(BigDecimal.valueOf(one.nextBoolean() ? 1 : -1)),
                (bytes, value) -> bytes.addValue(Decimal.apply(value, 38, 6), type),
                Comparator.naturalOrder());
    }

    @Test
    void aReversedPartHasTheOppositeOrder() {
        assertOrder(
                Random::nextInt,
                (bytes, value) -> {
                    bytes.addByte(1);
                    int from = bytes.length();
                    bytes.addLong(value);
                    bytes.reverse(from);
                },
                Comparator.reverseOrder());
    }

    private <T> void assertOrder(
            Function<Random, T> values, BiConsumer<SortableBytes, T> add, Comparator<? super T> order) {
        for (int i = 0; i < PAIRS; i++) {
            T first = values.apply(random);
            T second = random.nextInt(20) == 0 ? first : values.apply(random);
            int expected = Integer.signum(order.compare(first, second));
            int found = Integer.signum(Arrays.compareUnsigned(bytes(first, add), bytes(second, add)));
            assertThat(found).as("seed %d: %s and %s", SEED, first, second).isEqualTo(expected);
        }
    }

    private <T> byte[] bytes(T value, BiConsumer<SortableBytes, T> add) {
        add.accept(buffer, value);
        return buffer.taken();
    }
}
