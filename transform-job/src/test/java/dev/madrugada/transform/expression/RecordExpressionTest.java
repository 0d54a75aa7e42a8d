package dev.madrugada.transform.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.spark.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalSpark.class)
class RecordExpressionTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("label", ColumnType.parse("varchar(65535)")),
            new Column("n", ColumnType.parse("bigint")),
            new Column("at", ColumnType.parse("timestamp")));

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "repeat(label, try_cast(n as int))                                               => ResultTooLarge",
                "lpad(label, try_cast(n as int), 'x')                                            => ResultTooLarge",
                "rpad(label, try_cast(n as int), 'x')                                            => ResultTooLarge",
                "space(try_cast(n as int))                                                       => ResultTooLarge",
                "size(sequence(1, n))                                                => ResultTooLarge",
                "size(sequence(at, at + make_interval(100), interval 1 second))   => ResultTooLarge",
                "size(array_repeat(label, try_cast(n as int)))                                   => ResultTooLarge",
                "array_join(array_repeat(label, 1000), label)                        => ResultTooLarge",
                "concat_ws(label, split(label, 'a'))                          => ResultTooLarge",
                "replace(label, 'a', label)                                          => ResultTooLarge",
                "regexp_replace(label, 'a', label)                                   => ResultTooLarge",
                "regexp_replace(label, '', repeat('b', 100))                         => ResultTooLarge",
                "format_string(concat('%', n, 'd'), 1)                               => ResultTooLarge",
                "format_number(n, try_cast(n as int))                                            => ResultTooLarge",
                "size(array_insert(array(1), try_cast(n as int), 2))                             => ResultTooLarge",
                "hex(hex(hex(hex(hex(hex(hex(label)))))))                            => ResultTooLarge",
                "length(aggregate(sequence(1, 60), label, (a, x) -> concat(a, a)))   => ResultTooLarge",
                "cast(concat('1e-', n) as decimal(10,2))                             => ResultTooLarge",
                "size(transform(sequence(1, 60000), x -> repeat('a', 1000)))         => TooManySteps",
                "size(transform(sequence(1, 60000), x -> upper(label)))              => TooManySteps",
                "aggregate(sequence(1, 60000), 0, (a, x) -> aggregate(sequence(1, 60000), 0, (b, y) -> b + 1)) "
                        + "                                                          => TooManySteps",
                "rlike(label, '(a+)+$')                                              => TooManySteps",
                "rlike(label, '(a|a)*c')                                             => StackOverflowError",
                "size(split(label, '(a+)+c'))                                        => TooManySteps",
                "label like '%a%a%a%c'                                               => TooManySteps",
                "label like any ('%a%a%a%c', 'd')                                    => TooManySteps",
                "levenshtein(label, concat(label, 'b'))                              => TooManySteps",
                "rlike(label, concat('(?:x){', n, '}'))                              => PatternTooComplex",
                "rlike('x', label)                                                   => PatternTooComplex",
                "'x' like label                                                      => PatternTooComplex",
                "from_utc_timestamp(at, label)                                       => ZoneRulesException",
                "date_format(at, label)                                              => IllegalArgumentException",
            })
    void aRecordThatExceedsALimitIsRefused(String expression, String kind, SparkSession spark) throws Exception {
        RecordExpression usable = usable(spark, "(" + expression + ") is null", "boolean");
        assertThatThrownBy(() -> usable.evaluated(row("a".repeat(30_000) + "b", 2_000_000_000L)))
                .isInstanceOf(ExpressionFailedException.class)
                .hasMessage(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "date_format(at, 'YYYY-MM')                => week-based patterns",
                "date_format(at, 'yyyy-bb')                => can never work: ",
                "to_timestamp(label, 'YYYY')               => can never work: ",
                "to_date(label, 'bbb')                     => can never work: ",
                "unix_timestamp(label, 'YYYY')             => can never work: ",
                "from_unixtime(n, 'YYYY')                  => can never work: ",
                "from_utc_timestamp(at, 'Nowhere/Land')    => can never work: ZoneRulesException",
                "rlike(label, '(')                         => can never work: PatternSyntaxException",
                "regexp_replace(label, '[', '')            => can never work: PatternSyntaxException",
                "regexp_extract(label, 'a', 1)             => can never work: IndexOutOfBoundsException",
                "split(label, '(')[0]                      => can never work: PatternSyntaxException",
                "rlike(label, '(?:x{1001})')               => can never work: PatternTooComplex",
                "encode(label, 'UTF-99') is null           => can never work: ",
                "repeat(label, 2000000000)                 => can never work: ResultTooLarge",
                "repeat('a', 2000000000)                   => can never work: ResultTooLarge",
                "concat(label, space(2000000))             => can never work: ResultTooLarge",
                "lpad(label, 2000000000, 'x')              => can never work: ResultTooLarge",
                "size(sequence(1, 2000000000))             => can never work: ResultTooLarge",
                "to_char(n, repeat('9', 2000000000))       => can never work: ResultTooLarge",
                "round(n * 1.0D, 2000000000)               => can never work: ResultTooLarge",
                "format_string('%2000000000d', n)          => can never work: ResultTooLarge",
                "timestamp_seconds(9000000000000000)       => can never work: ArithmeticException",
                "url_decode('100%')                        => can never work: CANNOT_DECODE_URL",
                "element_at(array(1, 2), 0)                => can never work: ",
                "cast('1e-2000000000' as decimal(9,2))     => can never work: ResultTooLarge",
                "xpath_string(label, 'a')                  => evaluates XPath",
                "hex(aes_encrypt(label, '0000111122223333'))    => another value each time",
            })
    void anExpressionThatAlwaysFailsIsFoundWithoutData(String expression, String problem, SparkSession spark) {
        assertThatThrownBy(() -> usable(spark, expression, "varchar(100)"))
                .isInstanceOf(UnusableExpressionException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "case when n < 0 then url_decode('100%') else label end",
                "coalesce(label, url_decode('100%'))",
                "from_json(label, 'a int', map('mode', 'FAILFAST')).a",
                "to_number(label, '999')",
                "date_format(at, 'yyyy-MM')",
                "repeat(label, 3)",
                "upper(trim(label)) || ' ' || n",
                "round(n / 3, 2)",
            })
    void anExpressionThatWorksForSomeRecordsIsAccepted(String expression, SparkSession spark) throws Exception {
        assertThat(usable(spark, expression, "varchar(100)")).isNotNull();
    }

    @Test
    void ordinaryLongTextsStayWithinTheLimits(SparkSession spark) throws Exception {
        String text = "The quick brown fox, aged 42; ".repeat(2_000);
        assertThat(value(spark, "regexp_replace(label, '[^a-z]+', ' ')", text))
                .hasSize(48_001)
                .startsWith(" he quick");
    }

    /** RegexCall replaces Spark's regex functions by ones that count steps; their results must be equal. */
    @Test
    void regularExpressionsGiveSparksResults(SparkSession spark) throws Exception {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        System.out.println("-Dmadrugada.seed=" + seed + " repeats these texts");
        List<String> texts = texts(new Random(seed));
        List<String> calls = new ArrayList<>();
        for (String pattern : List.of(
                "", "a", "a*", "(a)(b)?", "[^a]+", ".", "^a", "b$", "\\\\s+", "(?i)B", "a|b", "😀", ",", "\\\\$",
                "(a*)(,)")) {
            calls.add("label rlike '" + pattern + "'");
            calls.add("regexp_replace(label, '" + pattern + "', 'x')");
            calls.add("regexp_replace(label, '" + pattern + "', '<$0>', 2)");
            calls.add("regexp_extract(label, '" + pattern + "', 0)");
            calls.add("array_join(regexp_extract_all(label, '" + pattern + "', 0), '|')");
            calls.add("regexp_instr(label, '" + pattern + "')");
            calls.add("regexp_count(label, '" + pattern + "')");
            calls.add("regexp_substr(label, '" + pattern + "')");
            for (int limit : List.of(-1, 0, 1, 2)) {
                calls.add("array_join(split(label, '" + pattern + "', " + limit + "), '|')");
            }
        }
        for (String pattern : List.of("", "a%", "%a", "%b_", "_", "%", "a\\\\%b", "%,%")) {
            calls.add("label like '" + pattern + "'");
            calls.add("label ilike '" + pattern + "'");
            calls.add("label not like all ('" + pattern + "', 'x%')");
            calls.add("label like any ('" + pattern + "', null)");
        }
        calls.add("to_json(str_to_map(label, ',', 'b'))");
        calls.add("split_part(label, 'a', 2)");
        List<Row> rows = texts.stream().map(RowFactory::create).toList();
        StructType schema = new StructType().add("label", DataTypes.StringType);
        String[] asText = calls.stream()
                .map(call -> call.startsWith("to_json") ? "label" : "cast(" + call + " as string)")
                .toArray(String[]::new);
        List<Row> expected =
                spark.createDataFrame(rows, schema).selectExpr(asText).collectAsList();
        for (int c = 0; c < calls.size(); c++) {
            RecordExpression ours = usable(spark, calls.get(c), "varchar(65535)");
            for (int t = 0; t < texts.size() && !calls.get(c).startsWith("to_json"); t++) {
                String text = texts.get(t);
                assertThat(value(ours, text))
                        .as("%s of '%s', -Dmadrugada.seed=%d", calls.get(c), text, seed)
                        .isEqualTo(expected.get(t).getString(c));
            }
        }
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>(List.of("", "a", "b", "a,b", "aab,,b", "A B", "a%b", "$a", "😀a😀"));
        for (int i = 0; i < 30; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(
                        List.of("a", "b", "B", ",", " ", "😀", "\n", "$", "%").get(random.nextInt(9)));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static String value(SparkSession spark, String expression, String label) throws Exception {
        return String.valueOf(value(usable(spark, expression, "varchar(65535)"), label));
    }

    private static @Nullable String value(RecordExpression expression, String label) throws Exception {
        Object evaluated = expression.evaluated(row(label, 1L));
        return evaluated == null ? null : String.valueOf(expression.converted(evaluated));
    }

    private static RecordExpression usable(SparkSession spark, String expression, String type)
            throws UnusableExpressionException {
        return RecordExpression.of(spark, COLUMNS, expression, ColumnType.parse(type));
    }

    private static GenericInternalRow row(String label, Long n) {
        return new GenericInternalRow(new Object[] {UTF8String.fromString(label), n, 0L});
    }
}
