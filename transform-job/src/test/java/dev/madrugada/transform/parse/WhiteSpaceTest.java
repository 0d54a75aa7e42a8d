package dev.madrugada.transform.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WhiteSpaceTest {
    private static final Pattern PROPERTY = Pattern.compile("\\p{IsWhite_Space}");

    @Test
    void agreesWithUnicodesWhiteSpaceProperty() {
        for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
            assertThat(WhiteSpace.isWhiteSpace((char) c))
                    .as("U+%04X", c)
                    .isEqualTo(PROPERTY.matcher(String.valueOf((char) c)).matches());
        }
        for (int c = Character.MAX_VALUE + 1; c <= Character.MAX_CODE_POINT; c++) {
            assertThat(Character.isSpaceChar(c)).as("U+%04X", c).isFalse();
        }
    }

    @Test
    void whiteSpaceIsTrimmedAtTheEndsAndCollapsedInside() {
        String text = "\u00a0\u3000\t a\u00a0\u2007\u202fb \u0085\u2028";
        assertThat(WhiteSpace.trimmed(text)).isEqualTo("a\u00a0\u2007\u202fb");
        assertThat(WhiteSpace.collapsed(text)).isEqualTo(" a b ");
        assertThat(WhiteSpace.trimmed("\u3000\n")).isEmpty();
        assertThat(WhiteSpace.trimmed("")).isEmpty();
        assertThat(WhiteSpace.trimmed("\u200ba\ufeff")).isEqualTo("\u200ba\ufeff");
    }
}
