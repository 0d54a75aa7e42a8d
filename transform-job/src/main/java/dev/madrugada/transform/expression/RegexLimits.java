package dev.madrugada.transform.expression;

import dev.madrugada.transform.expression.LimitExceededException.Limit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Limits on regular expressions. A repetition such as {@code (?:){2000000000}} loops without reading a character, so
 * {@link StepCountingText} charges no step for it. Therefore one count is at most 1,000, as in RE2, and the product of the
 * counts of groups is at most 10,000. A pattern has at most 8,192 bytes, because Java needs time quadratic in its
 * length to compile a long literal text.
 */
final class RegexLimits {
    private static final int MAX_COUNT = 1_000;
    private static final int MAX_GROUP_COUNTS = 10_000;
    private static final int MAX_LENGTH = 8_192;
    private static final int MAX_DIGITS = 9;
    private static final Pattern COUNT = Pattern.compile("(\\)[?+*]?)?\\{([0-9]+)(?:,([0-9]*))?\\}");

    private RegexLimits() {}

    /** The pattern as a String; throws LimitExceededException if it is too long. */
    static String checked(UTF8String pattern) {
        if (pattern.numBytes() > MAX_LENGTH) {
            throw new LimitExceededException(Limit.PatternTooComplex);
        }
        return pattern.toString();
    }

    /** Compiles a pattern; throws LimitExceededException if its length or its counts exceed the limits. */
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
