package dev.madrugada.transform.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Replaces every match of a regular expression in a text, within the limits of a derived column's expression: steps,
 * size of the result and complexity of the pattern. The steps are counted per text. Not thread-safe.
 */
public final class LimitedReplacement {
    private final Pattern pattern;
    private final String with;
    private final long references;

    private LimitedReplacement(Pattern pattern, String with) {
        this.pattern = pattern;
        this.with = with;
        this.references = with.chars().filter(c -> c == '$').count();
    }

    /**
     * Compiles a replacement.
     *
     * @param pattern as {@link Pattern} writes it
     * @param with as {@link Matcher#replaceAll(String)} reads it
     * @throws UnusableExpressionException if the pattern is invalid or too complex, or {@code with} refers to a group
     *     that the pattern does not have
     */
    public static LimitedReplacement of(String pattern, String with) throws UnusableExpressionException {
        try {
            Pattern compiled = RegexLimits.compiled(UTF8String.fromString(pattern));
            // The second alternative matches the empty text, so that Java resolves the references of 'with'.
            Pattern.compile(pattern + "\n|").matcher("").replaceFirst(with);
            return new LimitedReplacement(compiled, with);
        } catch (LimitExceededException complex) {
            throw new UnusableExpressionException("exceeds the limit " + complex.limit());
        } catch (PatternSyntaxException | StackOverflowError invalid) {
            throw new UnusableExpressionException("is not a regular expression that Java accepts");
        } catch (IllegalArgumentException | IndexOutOfBoundsException reference) {
            throw new UnusableExpressionException("has no group that '" + with + "' refers to");
        }
    }

    /**
     * The text with every match replaced; the same instance if nothing matches.
     *
     * @throws ExpressionFailedException if a limit is exceeded
     */
    public String in(String text) throws ExpressionFailedException {
        StepBudget budget = StepBudget.current();
        budget.renew();
        try {
            Matcher matcher = pattern.matcher(new StepCountingText(text, budget));
            return matcher.find() ? replaced(matcher, budget) : text;
        } catch (LimitExceededException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | StackOverflowError thrown) {
            throw new ExpressionFailedException(FailureKind.of(thrown));
        }
    }

    private String replaced(Matcher matcher, StepBudget budget) {
        StringBuilder result = new StringBuilder();
        do {
            // A reference inserts at most the whole match.
            double appended = with.length() + (double) references * (matcher.end() - matcher.start());
            StepBudget.requireSmall(result.length() + appended);
            matcher.appendReplacement(result, with);
            budget.charge(1 + with.length());
        } while (matcher.find());
        return matcher.appendTail(result).toString();
    }
}
