package dev.madrugada.transform.expression;

import dev.madrugada.transform.expression.LimitExceededException.Limit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Counts in a pattern: {@code (?:){2000000000}} loops without a look at the text, where no step is counted. As RE2 has
 * it, a count goes up to 1,000; groups' counts up to 10,000 together. A pattern has 8,192 bytes at most: Java takes
 * time by the square of a long text to prepare the search for it.
 */
final class RegexLimits {
    private static final int MAX_COUNT = 1_000;
    private static final int MAX_GROUP_COUNTS = 10_000;
    private static final int MAX_LENGTH = 8_192;
    private static final int MAX_DIGITS = 9;
    private static final Pattern COUNT = Pattern.compile("(\\)[?+*]?)?\\{([0-9]+)(?:,([0-9]*))?\\}");

    private RegexLimits() {}

    /** The pattern, if it is not too long for any use. */
    static String checked(UTF8String pattern) {
        if (pattern.numBytes() > MAX_LENGTH) {
            throw new LimitExceededException(Limit.PatternTooComplex);
        }
        return pattern.toString();
    }

    static Pattern compiled(UTF8String text) {
        String pattern = checked(text);
        long groups = 1;
        Matcher counts = COUNT.matcher(pattern);
        while (counts.find()) {
            long count = Math.max(number(counts.group(2)), number(counts.group(3)));
            groups *= counts.group(1) == null ? 1 : Math.max(1, count);
            if (count > MAX_COUNT || groups > MAX_GROUP_COUNTS) {
                throw new LimitExceededException(Limit.PatternTooComplex);
            }
        }
        return Pattern.compile(pattern);
    }

    private static long number(@Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return 0;
        }
        return digits.length() > MAX_DIGITS ? Long.MAX_VALUE / MAX_GROUP_COUNTS : Long.parseLong(digits);
    }
}
