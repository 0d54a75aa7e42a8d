package dev.madrugada.quality.deequ;

import java.util.regex.Pattern;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/**
 * A Spark function that tests whether a pattern matches a whole text, as {@link java.util.regex.Matcher#matches} does.
 * Spark's {@code rlike} searches for the pattern anywhere in the text, and adding anchors would change the meaning of
 * some patterns. A null text gives null.
 */
record FullMatch(Pattern pattern) implements UDF1<String, Boolean> {
    private static final long serialVersionUID = 1L;

    /** The pattern's matching takes too long or nests too deeply for a text. */
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
            // The StackOverflowError would end the executor, and with it the evaluation of all rules.
            throw new TooSlow("it exceeds the stack on a text of " + text.length() + " characters");
        }
    }
}
