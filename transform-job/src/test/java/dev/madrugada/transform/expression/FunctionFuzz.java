package dev.madrugada.transform.expression;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Calls functions of Spark's registry with arguments that a hostile contract or a hostile record would contain. A call
 * has three allowed outcomes: the contract is refused, a value is returned, the record is refused. Any other outcome
 * would end a job; it is thrown as an AssertionError.
 */
final class FunctionFuzz {
    private static final int LARGE = 10 << 20;
    private static final Pattern EXAMPLE = Pattern.compile("> SELECT (_FUNC_\\(.*\\));");
    private static final int MAX_ARGUMENTS = 5;
    private static final int OFTEN = 4;

    static final List<Column> COLUMNS = List.of(
            column("text", "varchar(65535)"),
            column("other", "varchar(65535)"),
            column("number", "bigint"),
            column("small", "integer"),
            column("ratio", "double"),
            column("amount", "decimal(38,18)"),
            column("flag", "boolean"),
            column("at", "timestamp"),
            column("day", "date"));

    private static final List<String> ARGUMENTS = List.of(
            "text",
            "text",
            "text",
            "other",
            "number",
            "number",
            "small",
            "small",
            "ratio",
            "amount",
            "flag",
            "at",
            "at",
            "day",
            "null",
            "''",
            "'a'",
            "' '",
            "'('",
            "'(a+)+$'",
            "'(.*)*x'",
            "'(?:(?:){1000}){1000}'",
            "'%'",
            "'$1$1'",
            "'YYYY-MM'",
            "'yyyy-MM-dd'",
            "'b'",
            "'%2000000000d'",
            "'%1$2000000s'",
            "'%s'",
            "'UTC'",
            "'Nowhere/Land'",
            "'UTF-8'",
            "'UTF-99'",
            "'$.a[*].b'",
            "'{\"a\":[1e-2000000000]}'",
            "'a decimal(38,18), b array<string>'",
            "'array<array<int>>'",
            "'1e-2000000000'",
            "'1e2000000000'",
            "'\\0'",
            "'😀'",
            "'hex'",
            "'base64'",
            "'DAY'",
            "'QUERY'",
            "'http://a/?a=b'",
            "0",
            "1",
            "-1",
            "7",
            "1000",
            "65536",
            "2000000000",
            "2147483647",
            "-2147483648",
            "9223372036854775807L",
            "-9223372036854775807L",
            "0.0D",
            "1e308D",
            "-1e-300D",
            "double('NaN')",
            "double('-Infinity')",
            "0.5BD",
            "99999999999999999999999999999999999999BD",
            "true",
            "date'0001-01-01'",
            "date'9999-12-31'",
            "timestamp'0001-01-01 00:00:00'",
            "timestamp'9999-12-31 23:59:59'",
            "interval 1 month",
            "interval 1 microsecond",
            "interval '1' day",
            "interval -1 year",
            "interval '1000000' hour",
            "array()",
            "array(text, other, null)",
            "array(number, small)",
            "array(array(text))",
            "split(text, '')",
            "sequence(1, 1000)",
            "sequence(1, small)",
            "array_repeat(text, small)",
            "array_repeat(array(1, 2), 1000)",
            "map(text, number)",
            "map('a', array(text))",
            "named_struct('a', text)",
            "struct(text, struct(number, array(text)))",
            "array(struct(text, number), struct(other, number))",
            "map_from_arrays(sequence(1, 1000), sequence(1, 1000))",
            "repeat(text, small)",
            "repeat('a', 1000000)",
            "cast(text as binary)",
            "unhex('ff00')",
            "to_json(struct(text))",
            "x -> x",
            "x -> concat(x, x)",
            "x -> array_repeat(x, 1000)",
            "(x, y) -> x",
            "(x, y) -> concat(x, y)",
            "(x, y) -> array_union(x, y)",
            "(x, y, z) -> z",
            "(x, y) -> x < y",
            "x -> sequence(1, 65000)",
            "x -> null",
            "(a, b) -> concat(a, a)");

    private final SparkSession spark;
    private final Random random;
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Map<String, Integer> usable = new TreeMap<>();
    private final List<InternalRow> records;
    private long refusedContracts;
    private long values;
    private long nulls;
    private long refusedRecords;
    private long slowestMillis;
    private String slowest = "";

    FunctionFuzz(SparkSession spark, long seed) {
        this.spark = spark;
        this.random = new Random(seed);
        this.records = records();
    }

    /** The names of all functions in Spark's registry, sorted. */
    static List<String> functions() {
        return JavaConverters.seqAsJavaList(FunctionRegistry.builtin().listFunction()).stream()
                .map(FunctionIdentifier::funcName)
                .sorted()
                .toList();
    }

    /**
     * Calls a function with Spark's own examples and with random arguments.
     *
     * @param ways the number of random argument lists; each accepted call is evaluated for every hostile record
     */
    void call(String function, int ways) {
        usable.merge(function, 0, Integer::sum);
        List<List<String>> examples = examples(function);
        for (List<String> example : examples) {
            evaluate(function, "`" + function + "`(" + String.join(", ", example) + ")");
        }
        for (int way = 0; way < ways; way++) {
            List<String> arguments = examples.isEmpty() || random.nextInt(OFTEN) == 0
                    ? chosen(random.nextInt(MAX_ARGUMENTS + 1))
                    : mutated(examples.get(random.nextInt(examples.size())));
            evaluate(function, "`" + function + "`(" + String.join(", ", arguments) + ")");
        }
    }

    /** Checks one expression and evaluates it for every hostile record. */
    void evaluate(String function, String call) {
        RecordExpression expression;
        long started = System.nanoTime();
        try {
            expression = travelled(usableExpression(call));
        } catch (UnusableExpressionException unusable) {
            refusedContracts++;
            return;
        } catch (Throwable ended) {
            throw new AssertionError("the check ends with " + ended + ": " + call, ended);
        } finally {
            timed(started, call);
        }
        usable.merge(function, 1, Integer::sum);
        for (InternalRow record : records) {
            evaluate(expression, record, call);
        }
    }

    private RecordExpression usableExpression(String call) throws UnusableExpressionException {
        try {
            return RecordExpression.of(spark, COLUMNS, call, ColumnType.parse("varchar(65535)"));
        } catch (UnusableExpressionException perhapsNoText) {
            return RecordExpression.of(spark, COLUMNS, "(" + call + ") is null", ColumnType.parse("boolean"));
        }
    }

    private void evaluate(RecordExpression expression, InternalRow record, String call) {
        long started = System.nanoTime();
        try {
            Object evaluated = expression.evaluated(record);
            if (evaluated == null || expression.converted(evaluated) == null) {
                nulls++;
            } else {
                values++;
            }
        } catch (ExpressionFailedException failed) {
            refusedRecords++;
            failures.merge(failed.kind(), 1, Integer::sum);
        } catch (Throwable ended) {
            throw new AssertionError("a job ends with " + ended + ": " + call, ended);
        }
        timed(started, call);
    }

    private void timed(long started, String call) {
        long millis = (System.nanoTime() - started) / 1_000_000;
        if (millis > slowestMillis) {
            slowestMillis = millis;
            slowest = call;
        }
    }

    /** The functions whose every call was refused with the contract. */
    List<String> neverUsable() {
        return usable.entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    long slowestMillis() {
        return slowestMillis;
    }

    @Override
    public String toString() {
        return usable.size() + " functions, " + (usable.size() - neverUsable().size()) + " of them usable; "
                + (refusedContracts + usable.values().stream().mapToInt(n -> n).sum()) + " expressions, "
                + refusedContracts + " refused as contracts; " + (values + nulls + refusedRecords) + " evaluations: "
                + values + " values, " + nulls + " nulls, " + refusedRecords + " records refused " + failures
                + "; the slowest took " + slowestMillis + " ms: " + slowest + "; never usable: " + neverUsable();
    }

    private List<String> chosen(int count) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(ARGUMENTS.get(random.nextInt(ARGUMENTS.size())));
        }
        return arguments;
    }

    private List<String> mutated(List<String> example) {
        List<String> arguments = new ArrayList<>(example);
        if (!arguments.isEmpty()) {
            for (int i = random.nextInt(OFTEN) == 0 ? 2 : 1; i > 0; i--) {
                arguments.set(random.nextInt(arguments.size()), chosen(1).get(0));
            }
        }
        return arguments;
    }

    /** The argument lists in Spark's own examples of a function. */
    private static List<List<String>> examples(String function) {
        List<List<String>> examples = new ArrayList<>();
        scala.Option<ExpressionInfo> info = FunctionRegistry.builtin().lookupFunction(new FunctionIdentifier(function));
        if (info.isDefined() && info.get().getExamples() != null) {
            Matcher example = EXAMPLE.matcher(info.get().getExamples().replace(function + "(", "_FUNC_("));
            while (example.find()) {
                String call = example.group(1);
                examples.add(arguments(call.substring("_FUNC_(".length(), call.length() - 1)));
            }
        }
        return examples;
    }

    private static List<String> arguments(String list) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        StringBuilder argument = new StringBuilder();
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            quoted ^= c == '\'';
            depth += quoted ? 0 : "([".indexOf(c) >= 0 ? 1 : ")]".indexOf(c) >= 0 ? -1 : 0;
            if (c == ',' && depth == 0 && !quoted) {
                arguments.add(argument.toString().trim());
                argument.setLength(0);
            } else {
                argument.append(c);
            }
        }
        if (!argument.toString().isBlank()) {
            arguments.add(argument.toString().trim());
        }
        return arguments;
    }

    private static RecordExpression travelled(RecordExpression expression) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(expression);
            return (RecordExpression) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException broken) {
            throw new IllegalStateException("an expression does not travel", broken);
        }
    }

    private static List<InternalRow> records() {
        return List.of(
                record(null, null, null, null, null, null, null, null, null),
                record("a", "1", 1L, 1, 1.0, "1", true, 0L, 0),
                record("", "", 0L, 0, 0.0, "0", false, 0L, 0),
                record("100%", "(", -1L, -1, Double.NaN, "-1", true, -62_135_596_800_000_000L, -719_162),
                record(
                        "a".repeat(60_000),
                        "(a+)+$",
                        Long.MAX_VALUE,
                        Integer.MAX_VALUE,
                        Double.MAX_VALUE,
                        "99999999999999999999",
                        true,
                        Long.MAX_VALUE,
                        Integer.MAX_VALUE),
                record(
                        "a".repeat(LARGE),
                        "a".repeat(LARGE / 2),
                        Long.MIN_VALUE,
                        Integer.MIN_VALUE,
                        Double.NEGATIVE_INFINITY,
                        "-99999999999999999999",
                        false,
                        Long.MIN_VALUE,
                        Integer.MIN_VALUE),
                record(
                        "😀".repeat(10_000),
                        "1e-2000000000",
                        2_000_000_000L,
                        2_000_000_000,
                        1e-320,
                        "0.000000000000000001",
                        true,
                        253_402_300_799_999_999L,
                        2_932_896),
                record(
                        "{\"a\":[{\"b\":1e-2000000000}]}",
                        "%2000000000d",
                        1_772_366_400_000_000L,
                        65_536,
                        1e17,
                        "0.5",
                        true,
                        1_772_366_400_000_000L,
                        20_513),
                record("[".repeat(60_000), "(".repeat(5_000), 1000L, 1000, -0.0, "12", false, 1L, 1));
    }

    private static InternalRow record(@Nullable Object... values) {
        @Nullable Object[] catalyst = values.clone();
        for (int i = 0; i < catalyst.length; i++) {
            if (catalyst[i] instanceof String text) {
                catalyst[i] = COLUMNS.get(i).type().kind() == ColumnType.Kind.DECIMAL
                        ? Decimal.apply(new BigDecimal(text), 38, 18)
                        : UTF8String.fromString(text);
            }
        }
        return new GenericInternalRow(catalyst);
    }

    private static Column column(String name, String type) {
        return new Column(name, ColumnType.parse(type));
    }
}
