package dev.madrugada.quality.deequ;

import java.util.regex.Pattern;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/**
 * Whether the whole of a text matches a pattern, as {@link java.util.regex.Matcher#matches} says. Spark's {@code rlike}
 * looks for the pattern anywhere in the text, and anchors written around a pattern change what some patterns mean.
 */
record FullMatch(Pattern pattern) implements UDF1<String, Boolean> {
    private static final long serialVersionUID = 1L;

    /** The pattern cannot be applied to a text: it would backtrack for longer than a rule may take. */
    static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooSlow(String why) {
            super(why);
        }
    }

    @Override
    public @Nullable Boolean call(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return pattern.matcher(new TimedText(text)).matches();
        } catch (StackOverflowError deep) {
            // An error would end the executor, and with it the stage's other rules.
            throw new TooSlow("it nests deeper than the stack on a text of " + text.length() + " characters");
        }
    }
}
