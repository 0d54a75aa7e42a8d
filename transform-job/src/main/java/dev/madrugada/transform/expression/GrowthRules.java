package dev.madrugada.transform.expression;

import dev.madrugada.transform.expression.LimitExceededException.Limit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.expressions.ArrayDistinct;
import org.apache.spark.sql.catalyst.expressions.ArrayExcept;
import org.apache.spark.sql.catalyst.expressions.ArrayInsert;
import org.apache.spark.sql.catalyst.expressions.ArrayIntersect;
import org.apache.spark.sql.catalyst.expressions.ArrayJoin;
import org.apache.spark.sql.catalyst.expressions.ArrayRepeat;
import org.apache.spark.sql.catalyst.expressions.ArrayUnion;
import org.apache.spark.sql.catalyst.expressions.ArraysOverlap;
import org.apache.spark.sql.catalyst.expressions.BRound;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.ConcatWs;
import org.apache.spark.sql.catalyst.expressions.Contains;
import org.apache.spark.sql.catalyst.expressions.CsvToStructs;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FormatNumber;
import org.apache.spark.sql.catalyst.expressions.FormatString;
import org.apache.spark.sql.catalyst.expressions.JsonToStructs;
import org.apache.spark.sql.catalyst.expressions.Levenshtein;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.ParseUrl;
import org.apache.spark.sql.catalyst.expressions.Round;
import org.apache.spark.sql.catalyst.expressions.RoundCeil;
import org.apache.spark.sql.catalyst.expressions.RoundFloor;
import org.apache.spark.sql.catalyst.expressions.Sequence;
import org.apache.spark.sql.catalyst.expressions.StringInstr;
import org.apache.spark.sql.catalyst.expressions.StringLPad;
import org.apache.spark.sql.catalyst.expressions.StringLocate;
import org.apache.spark.sql.catalyst.expressions.StringRPad;
import org.apache.spark.sql.catalyst.expressions.StringRepeat;
import org.apache.spark.sql.catalyst.expressions.StringReplace;
import org.apache.spark.sql.catalyst.expressions.StringSpace;
import org.apache.spark.sql.catalyst.expressions.StringSplitSQL;
import org.apache.spark.sql.catalyst.expressions.SubstringIndex;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;
import scala.runtime.AbstractFunction1;

/**
 * Rules for functions whose result or work grows faster than the size of their arguments: with an argument's value, as
 * {@code repeat}, or with the product of two sizes, as {@code levenshtein}. A rule computes the need from the arguments
 * before the function is called. All other functions are linear in their arguments, whose sizes are limited.
 */
final class GrowthRules {
    /** Spark pads with whole characters. */
    private static final int MAX_CHARACTER_BYTES = 4;

    private static final int SLOT = 8;
    /** More than the longest notation of a double without an exponent. */
    private static final int NUMBER_BYTES = 400;
    /** The number of bytes that a text search compares in the time of one step. */
    private static final int COMPARED_PER_STEP = 64;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    /** A number whose exponent Spark would expand into digits, such as 1e-2000000000. */
    private static final Pattern HUGE_EXPONENT = Pattern.compile("[0-9.]\\s*[eE][+-]?[0-9]{5,}");
    /** Regex operators in a URL query's key; Spark inserts the key into a regular expression without quoting it. */
    private static final Pattern REGEX_OPERATOR = Pattern.compile("[*+?{(|\\[\\\\]");

    /** Checks the arguments of one call. */
    interface Rule {
        /** Charges the steps that the call needs; throws LimitExceededException if a limit would be exceeded. */
        void check(CallArguments arguments);
    }

    private static final Rule SEARCH = arguments -> charge(arguments.bytes(0) * arguments.bytes(1) / COMPARED_PER_STEP);
    private static final Rule PAD = arguments -> StepBudget.requireSmall(arguments.number(1) * MAX_CHARACTER_BYTES);
    private static final Rule ROUND = arguments -> StepBudget.requireSmall(arguments.magnitude(1) * SLOT * SLOT * SLOT);
    private static final Rule PAIRS = arguments -> {
        double others = arguments.count() > 1 ? arguments.elements(1) : 0;
        double all = arguments.elements(0) + others;
        charge(all * all);
    };
    private static final Rule EXPONENT = arguments -> {
        if (HUGE_EXPONENT.matcher(arguments.text(0)).find()) {
            throw new LimitExceededException(Limit.ResultTooLarge);
        }
    };

    private static final Map<Class<?>, Rule> RULES = Map.ofEntries(
            Map.entry(
                    StringRepeat.class, arguments -> StepBudget.requireSmall(arguments.bytes(0) * arguments.number(1))),
            Map.entry(StringSpace.class, arguments -> StepBudget.requireSmall(arguments.number(0))),
            Map.entry(StringLPad.class, PAD),
            Map.entry(StringRPad.class, PAD),
            Map.entry(
                    ArrayRepeat.class,
                    arguments -> StepBudget.requireSmall(arguments.number(1) * (SLOT + arguments.size(0)))),
            Map.entry(
                    ArrayInsert.class,
                    arguments -> StepBudget.requireSmall(arguments.magnitude(1) * SLOT + arguments.size(0))),
            Map.entry(Sequence.class, SequenceLength::check),
            Map.entry(ArrayJoin.class, GrowthRules::join),
            Map.entry(ConcatWs.class, GrowthRules::concat),
            Map.entry(FormatString.class, GrowthRules::format),
            Map.entry(FormatNumber.class, arguments -> StepBudget.requireSmall(arguments.magnitude(1) + NUMBER_BYTES)),
            Map.entry(StringReplace.class, GrowthRules::replace),
            Map.entry(Levenshtein.class, arguments -> charge(arguments.bytes(0) * arguments.bytes(1))),
            Map.entry(StringInstr.class, SEARCH),
            Map.entry(StringLocate.class, SEARCH),
            Map.entry(SubstringIndex.class, SEARCH),
            Map.entry(StringSplitSQL.class, SEARCH),
            Map.entry(Contains.class, SEARCH),
            Map.entry(Round.class, ROUND),
            Map.entry(BRound.class, ROUND),
            Map.entry(RoundCeil.class, ROUND),
            Map.entry(RoundFloor.class, ROUND),
            Map.entry(ArrayDistinct.class, PAIRS),
            Map.entry(ArrayUnion.class, PAIRS),
            Map.entry(ArrayIntersect.class, PAIRS),
            Map.entry(ArrayExcept.class, PAIRS),
            Map.entry(ArraysOverlap.class, PAIRS),
            Map.entry(Cast.class, EXPONENT),
            Map.entry(JsonToStructs.class, EXPONENT),
            Map.entry(CsvToStructs.class, EXPONENT),
            Map.entry(ParseUrl.class, GrowthRules::queryKey));

    private GrowthRules() {}

    /** The rule for a call; empty if its result and work are linear in its arguments. */
    static Optional<Rule> of(Expression call) {
        if (call instanceof StaticInvoke invoked) {
            // Spark calls lpad and rpad of binary data by StaticInvoke.
            return invoked.functionName().endsWith("pad") ? Optional.of(PAD) : Optional.empty();
        }
        Rule rule = RULES.get(call.getClass());
        if (rule == null || !applies(call, rule)) {
            return Optional.empty();
        }
        return Optional.of(rule);
    }

    private static boolean applies(Expression call, Rule rule) {
        if (rule == SEARCH) {
            return Expressions.children(call).stream().limit(2).noneMatch(GrowthRules::isShortConstant);
        }
        if (rule == PAIRS) {
            // Spark keeps elements of primitive and string types in a hash set; it compares all others pairwise.
            return Expressions.children(call).get(0).dataType() instanceof ArrayType array
                    && ValueSize.varies(array.elementType())
                    && !(array.elementType() instanceof StringType);
        }
        if (call instanceof Cast cast) {
            return cast.child().dataType() instanceof StringType && cast.dataType() instanceof DecimalType;
        }
        if (rule == EXPONENT) {
            return call.dataType().existsRecursively(new IsDecimal());
        }
        return !(call instanceof ParseUrl) || Expressions.children(call).size() > 2;
    }

    private static boolean isShortConstant(Expression argument) {
        return argument instanceof Literal literal
                && ValueSize.of(literal.value(), literal.dataType()) <= COMPARED_PER_STEP * COMPARED_PER_STEP;
    }

    private static final class IsDecimal extends AbstractFunction1<DataType, Object> {
        @Override
        public Object apply(DataType type) {
            return type instanceof DecimalType;
        }
    }

    private static void charge(double steps) {
        StepBudget.current().charge((long) Math.min(steps, 1e18));
    }

    private static void join(CallArguments arguments) {
        double between = arguments.bytes(1) + (arguments.count() > 2 ? arguments.bytes(2) : 0);
        StepBudget.requireSmall(arguments.size(0) + arguments.elements(0) * between);
    }

    private static void concat(CallArguments arguments) {
        double values = 0;
        double elements = 0;
        for (int i = 1; i < arguments.count(); i++) {
            values += arguments.bytes(i) + (arguments.elements(i) > 0 ? arguments.size(i) : 0);
            elements += Math.max(1, arguments.elements(i));
        }
        StepBudget.requireSmall(values + elements * arguments.bytes(0));
    }

    /** Upper bound: counts every number in the pattern as a width, and the longest argument for every conversion. */
    private static void format(CallArguments arguments) {
        String pattern = arguments.text(0);
        double widths = 0;
        Matcher digits = DIGITS.matcher(pattern);
        while (digits.find()) {
            widths += digits.end() - digits.start() > SLOT ? Double.MAX_VALUE : Integer.parseInt(digits.group());
        }
        double conversions = pattern.chars().filter(c -> c == '%').count();
        double longest = 0;
        for (int i = 1; i < arguments.count(); i++) {
            longest = Math.max(longest, arguments.size(i));
        }
        StepBudget.requireSmall(pattern.length() + widths + conversions * longest);
        charge(conversions * NUMBER_BYTES);
    }

    private static void replace(CallArguments arguments) {
        SEARCH.check(arguments);
        double sought = Math.max(1, arguments.bytes(1));
        double most = arguments.bytes(0) + arguments.bytes(0) / sought * arguments.bytes(2);
        if (most <= StepBudget.MAX_VALUE_BYTES) {
            return;
        }
        String text = arguments.text(0);
        String search = arguments.text(1);
        double found = 0;
        if (!search.isEmpty()) {
            for (int at = text.indexOf(search); at >= 0; at = text.indexOf(search, at + search.length())) {
                found++;
            }
        }
        StepBudget.requireSmall(arguments.bytes(0) + found * arguments.bytes(2));
    }

    private static void queryKey(CallArguments arguments) {
        if (REGEX_OPERATOR.matcher(arguments.text(2)).find()) {
            throw new LimitExceededException(Limit.PatternTooComplex);
        }
    }
}
