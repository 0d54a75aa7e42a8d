package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.ValueRules.DecimalMark;
import java.math.BigInteger;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random texts near numbers, against regular expressions as the oracle. */
class NumberTextTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final Pattern JSON = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final String LETTERS = "0123456789" + "0123456789" + "+-.,' \u00A0\u202FeE";

    private final Random random = new Random(SEED);

    @Test
    void aTextIsANumberIfTheGrammarSaysSo() {
        int numbers = 0;
        for (int i = 0; i < 200_000; i++) {
            DecimalMark mark = random.nextBoolean() ? DecimalMark.POINT : DecimalMark.COMMA;
            String text = damaged(written(mark));
            String expected = expected(text, mark);
            assertThat(new NumberText(mark).literal(text))
                    .as("'%s', %s, seed %d", text, mark, SEED)
                    .isEqualTo(expected);
            numbers += expected == null ? 0 : 1;
        }
        assertThat(numbers).isBetween(50_000, 180_000);
    }

    @Test
    void aLiteralFitsALongIfItsValueDoes() {
        for (int i = 0; i < 50_000; i++) {
            BigInteger near = BigInteger.valueOf(random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE)
                    .add(BigInteger.valueOf(random.nextInt(-1000, 1000)))
                    .shiftRight(random.nextInt(3) == 0 ? random.nextInt(64) : 0);
            assertThat(NumberText.fitsLong(near.toString()))
                    .as("%s, seed %d", near, SEED)
                    .isEqualTo(near.bitLength() <= 63);
        }
        assertThat(NumberText.fitsLong("1.0")).isFalse();
        assertThat(NumberText.fitsLong("1e3")).isFalse();
    }

    private static @Nullable String expected(String text, DecimalMark mark) {
        String point = mark == DecimalMark.POINT ? "." : ",";
        String separators = (mark == DecimalMark.POINT ? "," : ".") + " '\u00A0\u202F";
        Matcher parts = Pattern.compile("[+-]?([0-9]{1,3}(?:([" + separators + "])[0-9]{3}(?:\\2[0-9]{3})*)|[0-9]+)("
                        + Pattern.quote(point) + "[0-9]+)?([eE][+-]?[0-9]+)?")
                .matcher(text);
        if (!parts.matches()) {
            return null;
        }
        String whole = parts.group(1).replaceAll("[" + separators + "]", "");
        String fraction = parts.group(3) == null ? "" : "." + parts.group(3).substring(1);
        String exponent = parts.group(4) == null ? "" : parts.group(4);
        String literal = (text.startsWith("-") ? "-" : "") + whole + fraction + exponent;
        return JSON.matcher(literal).matches() ? literal : null;
    }

    private String written(DecimalMark mark) {
        StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? random.nextBoolean() ? "-" : "+" : "");
        String digits = Long.toString(random.nextLong(1, 1L << random.nextInt(1, 62)));
        String separator = random.nextBoolean() ? "" : String.valueOf(LETTERS.charAt(random.nextInt(22, 28)));
        for (int i = 0; i < digits.length(); i++) {
            text.append(i > 0 && (digits.length() - i) % 3 == 0 ? separator : "")
                    .append(digits.charAt(i));
        }
        if (random.nextBoolean()) {
            text.append(mark == DecimalMark.POINT ? '.' : ',').append(random.nextInt(10_000));
        }
        return text.append(random.nextInt(4) == 0 ? "e" + random.nextInt(-9, 9) : "")
                .toString();
    }

    private String damaged(String text) {
        StringBuilder damaged = new StringBuilder(text);
        for (int hits = random.nextInt(3); hits > 1; hits--) {
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.setCharAt(at, letter);
                case 1 -> damaged.insert(at, letter);
                default -> damaged.deleteCharAt(at);
            }
            damaged.append(damaged.isEmpty() ? "x" : "");
        }
        return damaged.toString();
    }
}
