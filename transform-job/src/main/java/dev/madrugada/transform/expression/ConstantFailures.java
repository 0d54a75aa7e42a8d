package dev.madrugada.transform.expression;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.ConvertTimezone;
import org.apache.spark.sql.catalyst.expressions.DateFormatClass;
import org.apache.spark.sql.catalyst.expressions.Encode;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FromUnixTime;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.StringDecode;
import org.apache.spark.sql.catalyst.expressions.ToTimestamp;
import org.apache.spark.sql.catalyst.expressions.UTCTimestamp;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Detects calls that fail for every record because of a constant in the contract, such as an invalid pattern, zone or
 * length. It evaluates the call with a few sample values in place of the record's values.
 */
final class ConstantFailures {
    private static final int MAX_REASON_LENGTH = 300;

    private static final List<UTF8String> TEXTS = List.of(
            UTF8String.fromString("a"),
            UTF8String.fromString("1"),
            UTF8String.fromString("2001-01-01 00:00:00"),
            UTF8String.fromString("UTC"));

    private ConstantFailures() {}

    /** Throws if the call fails with every sample; calls without both constants and other arguments are not tried. */
    static void check(Expression call) throws UnusableExpressionException {
        List<Expression> arguments = Expressions.children(call);
        boolean isMixed = arguments.stream().anyMatch(Expression::foldable)
                && !arguments.stream().allMatch(Expression::foldable);
        if (!isMixed || !dependsOnConstants(call)) {
            return;
        }
        Throwable failure = null;
        for (UTF8String text : TEXTS) {
            StepBudget.current().renew();
            try {
                sampled(call, arguments, text).eval(null);
                return;
            } catch (Exception | StackOverflowError | AssertionError thrown) {
                failure = thrown;
            }
        }
        if (failure != null) {
            throw new UnusableExpressionException("can never work: " + reason(failure));
        }
    }

    /** The error's kind and the first line of Spark's message, which contains only contract text and samples. */
    static String reason(Throwable thrown) {
        String kind = FailureKind.of(thrown);
        if (thrown instanceof LimitExceededException limit) {
            return switch (limit.limit()) {
                case ResultTooLarge -> kind + ", a value has at most " + StepBudget.MAX_VALUE_BYTES + " bytes";
                case TooManySteps -> kind + ", computing a value takes at most " + StepBudget.STEPS + " steps";
                case PatternTooComplex -> kind + ", a pattern has at most 8192 bytes and repetition counts up to 1000";
            };
        }
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        String first = String.valueOf(cause.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .trim();
        return kind + ", " + first.substring(0, Math.min(MAX_REASON_LENGTH, first.length()));
    }

    private static boolean dependsOnConstants(Expression call) {
        return call instanceof LimitedCall
                || call instanceof RegexCall
                || call instanceof DateFormatClass
                || call instanceof ToTimestamp
                || call instanceof FromUnixTime
                || call instanceof UTCTimestamp
                || call instanceof ConvertTimezone
                || call instanceof Encode
                || call instanceof StringDecode;
    }

    private static Expression sampled(Expression call, List<Expression> arguments, UTF8String text) {
        List<Expression> samples = new ArrayList<>();
        for (Expression argument : arguments) {
            samples.add(argument.foldable() ? argument : sample(argument.dataType(), text));
        }
        return Expressions.with(call, samples);
    }

    private static Expression sample(DataType type, UTF8String text) {
        if (type instanceof NumericType) {
            return new Cast(new Literal(1, DataTypes.IntegerType), type, Option.empty(), EvalMode.LEGACY());
        }
        return new Literal(value(type, text), type);
    }

    private static @Nullable Object value(DataType type, UTF8String text) {
        if (type instanceof StringType) {
            return text;
        }
        if (type instanceof BinaryType) {
            return text.getBytes();
        }
        if (type instanceof DateType) {
            return 0;
        }
        return type instanceof TimestampType || type instanceof TimestampNTZType ? 0L : null;
    }
}
