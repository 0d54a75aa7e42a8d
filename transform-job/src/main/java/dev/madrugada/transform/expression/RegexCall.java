package dev.madrugada.transform.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.catalyst.expressions.RLike;
import org.apache.spark.sql.catalyst.expressions.RegExpExtract;
import org.apache.spark.sql.catalyst.expressions.RegExpExtractAll;
import org.apache.spark.sql.catalyst.expressions.RegExpInStr;
import org.apache.spark.sql.catalyst.expressions.RegExpReplace;
import org.apache.spark.sql.catalyst.expressions.StringSplit;
import org.apache.spark.sql.catalyst.expressions.StringToMap;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapBuilder;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.StringUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Replaces one of Spark's regular-expression functions. It gives Spark 3.5's results, but matches on a
 * {@link StepCountingText}, so that endless backtracking exceeds the step budget. Spark's own functions match a String,
 * whose matching cannot be stopped.
 */
final class RegexCall extends ArgumentsExpression {
    private static final long serialVersionUID = 1L;

    private final Expression original;
    private transient @Nullable UTF8String patternText;
    private transient @Nullable Pattern pattern;

    private RegexCall(List<Expression> arguments, Expression original) {
        super(arguments);
        this.original = original;
    }

    static boolean replaces(Expression call) {
        return call instanceof Like
                || call instanceof RLike
                || call instanceof RegExpReplace
                || call instanceof RegExpExtract
                || call instanceof RegExpExtractAll
                || call instanceof RegExpInStr
                || call instanceof StringSplit
                || call instanceof StringToMap;
    }

    static RegexCall of(Expression call) {
        return new RegexCall(Expressions.children(call), call);
    }

    @Override
    boolean isNullIntolerant() {
        return true;
    }

    @Override
    Expression with(List<Expression> newArguments) {
        return new RegexCall(newArguments, original);
    }

    @Override
    Object call(@Nullable Object[] values, DataType[] types) {
        String text = Objects.requireNonNull(values[0]).toString();
        UTF8String second = (UTF8String) Objects.requireNonNull(values[1]);
        if (original instanceof StringToMap) {
            return map(text, second, (UTF8String) Objects.requireNonNull(values[2]));
        }
        if (original instanceof StringSplit) {
            UTF8String whole = (UTF8String) Objects.requireNonNull(values[0]);
            return new GenericArrayData(split(whole, second, (Integer) Objects.requireNonNull(values[2])));
        }
        StepCountingText counted = new StepCountingText(text, StepBudget.current());
        if (original instanceof RegExpReplace) {
            String replacement = Objects.requireNonNull(values[2]).toString();
            int from = (Integer) Objects.requireNonNull(values[3]) - 1;
            return from == 0 || from < text.length()
                    ? UTF8String.fromString(replaced(compiled(second).matcher(counted), replacement, from))
                    : values[0];
        }
        Matcher matcher = compiled(second).matcher(counted);
        if (original instanceof Like) {
            return matcher.matches();
        }
        if (original instanceof RLike) {
            return matcher.find(0);
        }
        int group = (Integer) Objects.requireNonNull(values[2]);
        if (original instanceof RegExpInStr) {
            return matcher.find() ? matcher.start() + 1 : 0;
        }
        // Spark checks the group only if the pattern matches; a group that the pattern lacks is always an error.
        if (group < 0 || group > matcher.groupCount()) {
            throw new IndexOutOfBoundsException("group " + group);
        }
        if (original instanceof RegExpExtract) {
            return matcher.find() ? group(matcher, group) : UTF8String.EMPTY_UTF8;
        }
        List<Object> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(group(matcher, group));
        }
        return new GenericArrayData(found.toArray());
    }

    private static UTF8String group(Matcher matcher, int group) {
        String text = matcher.group(group);
        StepBudget.current().charge(text == null ? 0 : text.length());
        return text == null ? UTF8String.EMPTY_UTF8 : UTF8String.fromString(text);
    }

    private static String replaced(Matcher matcher, String replacement, int from) {
        matcher.region(from, matcher.regionEnd());
        double references = replacement.chars().filter(c -> c == '$').count();
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            double appended = replacement.length() + references * (matcher.end() - matcher.start());
            StepBudget.requireSmall(result.length() + appended);
            matcher.appendReplacement(result, replacement);
            StepBudget.current().charge(1 + replacement.length());
        }
        return matcher.appendTail(result).toString();
    }

    /** Splits as UTF8String.split does: an empty pattern splits into characters, and a limit of 0 means no limit. */
    private Object[] split(UTF8String text, UTF8String by, int limit) {
        if (text.numBytes() != 0 && by.numBytes() == 0) {
            StepBudget.current().charge(text.numBytes());
            return text.split(by, limit);
        }
        String[] parts = compiled(by)
                .split(new StepCountingText(text.toString(), StepBudget.current()), limit == 0 ? -1 : limit);
        Object[] found = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            found[i] = UTF8String.fromString(parts[i]);
        }
        return found;
    }

    private Object map(String text, UTF8String pairs, UTF8String keyFromValue) {
        ArrayBasedMapBuilder map = new ArrayBasedMapBuilder(DataTypes.StringType, DataTypes.StringType);
        for (Object pair : split(UTF8String.fromString(text), pairs, -1)) {
            Object[] parts = split((UTF8String) pair, keyFromValue, 2);
            map.put(parts[0], parts.length == 2 ? parts[1] : null);
        }
        return map.build();
    }

    private Pattern compiled(UTF8String text) {
        Pattern known = pattern;
        if (known == null || !text.equals(patternText)) {
            known = original instanceof Like like
                    ? Pattern.compile(
                            StringUtils.escapeLikeRegex(RegexLimits.checked(text), like.escapeChar()), Pattern.DOTALL)
                    : RegexLimits.compiled(text);
            patternText = text.clone();
            pattern = known;
        }
        return known;
    }

    @Override
    public DataType dataType() {
        return original.dataType();
    }

    @Override
    public String prettyName() {
        return original.prettyName();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof RegexCall;
    }
}
