package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberLiteralTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());

    @Test
    void agreesWithBigDecimal() {
        System.out.println("seed " + SEED + " (-Dmadrugada.seed)");
        Random random = new Random(SEED);
        for (int run = 0; run < 20_000; run++) {
            String literal = literal(random);
            BigDecimal expected = new BigDecimal(literal);
            NumberLiteral number = NumberLiteral.parse(literal);
            assertThat(number.isZero())
                    .as("%s of -Dmadrugada.seed=%d", literal, SEED)
                    .isEqualTo(expected.signum() == 0);
            if (!number.isZero()) {
                BigDecimal bare = expected.stripTrailingZeros();
                assertThat(number.value()).as(literal).isEqualTo(bare);
                assertThat(number.digitsAfterPoint()).as(literal).isEqualTo(bare.scale());
                assertThat(number.digitsBeforePoint()).as(literal).isEqualTo((long) bare.precision() - bare.scale());
            }
        }
    }

    private static String literal(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(random.nextInt(3) == 0 ? "0" : 1 + random.nextInt(9) + digits(random, 0));
        if (random.nextBoolean()) {
            text.append('.').append(digits(random, 1));
        }
        if (random.nextBoolean()) {
            text.append(random.nextBoolean() ? "e" : "E")
                    .append(new String[] {"", "+", "-"}[random.nextInt(3)])
                    .append(digits(random, 1));
        }
        return text.toString();
    }

    /** Random digits, two thirds of them zeros. */
    private static String digits(Random random, int least) {
        StringBuilder digits = new StringBuilder();
        for (int i = least + random.nextInt(4); i > 0; i--) {
            digits.append(random.nextInt(3) == 0 ? random.nextInt(10) : 0);
        }
        return digits.length() < least ? "0" : digits.toString();
    }
}
