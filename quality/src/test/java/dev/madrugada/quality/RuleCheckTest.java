package dev.madrugada.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.common.quality.Verdict.Status;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.quality.deequ.Ruleset;
import dev.madrugada.quality.rules.RuleFaults;
import dev.madrugada.quality.rules.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks whole dataset folders without data, and evaluates rules on rows that earlier versions got wrong. */
@ExtendWith(LocalSpark.class)
class RuleCheckTest {
    private static final Path FOLDERS = Path.of("src/test/resources/verdicts");

    @Test
    void rulesThatRowsBreakFail(SparkSession spark) {
        assertThat(evaluated("should-block", spark))
                .hasSize(6)
                .allSatisfy(rule -> assertThat(rule.outcome()).as(rule.rule()).isEqualTo(Status.FAILED));
    }

    @Test
    void rulesThatAllRowsMeetPass(SparkSession spark) {
        assertThat(evaluated("should-pass", spark))
                .hasSize(5)
                .allSatisfy(rule -> assertThat(rule.outcome()).as(rule.rule()).isEqualTo(Status.PASSED));
    }

    @Test
    void aColumnsNameIsNeverReadAsALiteral(SparkSession spark) throws IOException {
        List<Column> columns = List.of("null", "true", "false").stream()
                .map(name -> new Column(name, ColumnType.parse("integer")))
                .toList();
        Problems problems = new Problems();
        Ruleset rules = Ruleset.read(
                RuleFile.read(
                        DatasetFolder.QUALITY,
                        Verdict.Level.BLOCK,
                        Files.readString(FOLDERS.resolve("literal-names/quality.dqdl")),
                        problems),
                columns,
                problems);
        problems.throwIfAny(RuleFaults.WHERE);
        List<RuleVerdict> verdicts =
                rules.evaluate(spark.sql("select * from values (1, 1, 1), (2, 2, 2) as t(`null`, `true`, `false`)"));
        assertThat(verdicts).hasSize(24);
        for (RuleVerdict verdict : verdicts) {
            assertThat(verdict.outcome())
                    .as(verdict.rule())
                    .isEqualTo(verdict.rule().contains(" not in ") ? Status.FAILED : Status.PASSED);
        }
    }

    @Test
    void allProblemsAreReportedWithoutData(SparkSession spark) {
        DatasetFolder folder = folder("should-pass");
        Map<String, byte[]> files = new TreeMap<>(folder.files());
        files.put(
                DatasetFolder.QUALITY,
                bytes("Rules = [\n  RowCount > 0 where \"nope > 1\",\n  IsComplete \"qtyy\",\n"
                        + "  CustomSql \"select count(*) from parquet.`s3://b/k`\" = 0\n]"));
        files.put(DatasetFolder.QUALITY_WARN, bytes("Rules = [ RowCount > 0 where \"at > now()\" ]"));
        List<Fault> faults = RuleCheck.faults(new DatasetFolder(folder.location(), folder.contract(), files), spark);
        assertThat(faults.stream().map(Fault::where))
                .containsExactly("quality.dqdl:3", "quality.dqdl:2", "quality.dqdl:4", "quality-warn.dqdl:1");
        assertThat(RuleCheck.faults(folder, spark)).isEmpty();
        assertThat(spark.catalog().tableExists("primary")).isFalse();
    }

    private static List<RuleVerdict> evaluated(String name, SparkSession spark) {
        DatasetFolder folder = folder(name);
        assertThat(RuleCheck.faults(folder, spark)).isEmpty();
        List<Column> columns = new ArrayList<>(folder.contract().curatedColumns());
        String partition = folder.contract().eventTime().partition();
        Dataset<Row> rows = spark.read()
                .schema(SparkTypes.schema(columns))
                .json(FOLDERS.resolve(name).resolve("input.ndjson").toString())
                .withColumn(partition, functions.to_date(functions.col("at")));
        Problems problems = new Problems();
        Ruleset rules = RuleCheck.read(folder, problems);
        problems.throwIfAny(RuleFaults.WHERE);
        return rules.evaluate(rows);
    }

    private static DatasetFolder folder(String name) {
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(Map.of()))) {
            return DatasetFolder.read(
                    store, FOLDERS.resolve(name).toAbsolutePath().toUri());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
