package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTest {
    private static final long SEED = Long.getLong("madrugada.seed", new SplittableRandom().nextLong());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ana-María 42 | Aaa-Aaaaa 99",
                "1e5,12.50 € | 9a9,99.99 €",
                "Łódź/北京 ٣ | Aaaa/aa 9",
                "a😀b | a¤a",
                "no-break space | aa-aaaaa aaaaa",
            })
    void lettersAndDigitsAreReplacedAndPunctuationStays(String value, String masked) {
        assertThat(Masked.of(value)).isEqualTo(masked);
    }

    @Test
    void controlCharactersBecomeSymbolsAndInvisibleOnesACurrencySign() {
        assertThat(Masked.of("a\tb\u0000\u007F")).isEqualTo("a␉a␀␡");
        assertThat(Masked.of("\u202Ea\uFEFF\uD800\u0085\u2028")).isEqualTo("¤a¤¤¤¤");
    }

    @Test
    void aLongValueIsCutToFortyCharacters() {
        assertThat(Masked.of("x".repeat(40))).isEqualTo("a".repeat(40));
        assertThat(Masked.of("x".repeat(41))).isEqualTo("a".repeat(39) + "…");
        assertThat(Masked.of("{\"k\":7,".repeat(1000).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasSize(40)
                .startsWith("{\"a\":9,{");
    }

    @Test
    void nullStaysNullAndEmptyStaysEmpty() {
        assertThat(Masked.of((String) null)).isNull();
        assertThat(Masked.of("")).isEmpty();
    }

    @Test
    void noLetterOrDigitOfAnyScriptStays() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 2_000; i++) {
            String value = random.ints(30, 0, Character.MAX_CODE_POINT + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(String.valueOf(Masked.of(value)).codePoints().filter(Character::isLetterOrDigit))
                    .as("seed %d", SEED)
                    .allMatch(c -> c == 'a' || c == 'A' || c == '9');
        }
    }
}
