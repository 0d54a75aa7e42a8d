package dev.madrugada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.cli.quarantine.SmallLake;
import dev.madrugada.common.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command through scripts/madrugada, as users do. */
@ExtendWith(LocalSpark.class)
class MadrugadaIT {
    @TempDir
    private Path temp;

    private Path cwd;

    @BeforeEach
    void makeFolder() throws IOException {
        cwd = Files.createDirectories(temp.resolve("some where"));
    }

    @Test
    void printsItsHelp() throws Exception {
        Command asked = Command.run(cwd);

        assertThat(asked.err()).isEmpty();
        assertThat(asked.status()).isZero();
        assertThat(asked.out()).first().asString().startsWith("Usage: madrugada ");
        assertThat(asked.out()).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void refusesWrongWordsWith64() throws Exception {
        Command asked = Command.run(cwd, "chekc", "x");

        assertThat(asked.status()).isEqualTo(64);
        assertThat(asked.err()).first().asString().startsWith("InvalidArguments: ");
    }

    @Test
    void findsNothingWrongWithTheFlights() throws Exception {
        Command checked = Command.run(cwd, "check", "a project/datasets/flights");

        assertThat(checked.err()).isEmpty();
        assertThat(checked.out()).containsExactly("a project/datasets/flights: no problems");
        assertThat(checked.status()).isZero();
    }

    @Test
    void theSmallestDatasetOfTheDocsIsValid() throws Exception {
        SmallestDataset.in(cwd.resolve("orders"));

        Command checked = Command.run(cwd, "check", "orders");

        assertThat(checked.out()).containsExactly("orders: no problems");
    }

    @Test
    void whatInitDraftsIsValidAndPassesItsTests() throws Exception {
        Command drafted =
                Command.run(cwd, "init", "drafted", "--from", "a project/datasets/flights/sample/2001-01-02.ndjson.gz");
        assertThat(drafted.status()).isZero();
        assertThat(drafted.out()).contains("Wrote drafted/");

        Command checked = Command.run(cwd, "check", "drafted");
        assertThat(checked.out()).containsExactly("drafted: no problems");
        Command tested = Command.run(cwd, "test", "drafted");
        assertThat(tested.out()).last().asString().startsWith("3 cases passed in ");
        assertThat(tested.status()).isZero();
    }

    @Test
    void namesTheProblemsOfEveryFileAtOnce() throws Exception {
        Path folder = SmallestDataset.in(cwd.resolve("orders"));
        replace(
                folder.resolve("dataset.yaml"),
                "warehouse:",
                "derived:\n  - {name: twice, type: bigint, expression: order_idd * 2}\nwarehouse:");
        replace(folder.resolve("quality.dqdl"), "order_id", "ordr_id");
        Files.writeString(folder.resolve("quality-warn.dqdl"), "Rules = [ IsComplet \"price\" ]\n");
        replace(folder.resolve("report.sql"), "from sales.orders", "from sales.order");

        Command checked = Command.run(cwd, "check", "orders");

        assertThat(checked.status()).isEqualTo(64);
        assertThat(checked.err()).first().asString().matches("orders: [0-9]+ problems");
        assertThat(String.join("\n", checked.out()))
                .contains("order_idd", "did you mean 'order_id'?")
                .contains("quality.dqdl:1: ", "ordr_id")
                .contains("quality-warn.dqdl:1: ", "did you mean 'IsComplete'?")
                .contains("report.sql:2: ", "sales.order");
    }

    @Test
    void refusesColumnsWhoseNamesAreLiterals() throws Exception {
        Path folder = Path.of(System.getProperty("madrugada.root"), "cli/src/test/resources/datasets/literal-names");

        Command checked = Command.run(cwd, "check", folder.toString());

        assertThat(checked.status()).isEqualTo(64);
        assertThat(checked.out())
                .hasSize(3)
                .anySatisfy(
                        line -> assertThat(line).startsWith("dataset.yaml:8: ").contains("'null'"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("dataset.yaml:9: ").contains("'true'"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("dataset.yaml:10: ").contains("'false'"));
    }

    @Test
    void printsTheProblemsAsJson() throws Exception {
        Path folder = Path.of(System.getProperty("madrugada.root"), "cli/src/test/resources/datasets/literal-names");

        Command checked = Command.run(cwd, "check", "--json", folder.toString());

        assertThat(checked.status()).isEqualTo(64);
        JsonNode problems =
                new ObjectMapper().readTree(String.join("\n", checked.out())).path("problems");
        assertThat(problems)
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem.path("file")).hasToString("\"dataset.yaml\""));
        assertThat(problems.findValuesAsText("line")).containsExactly("8", "9", "10");
        assertThat(problems.findValuesAsText("message"))
                .allSatisfy(message -> assertThat(message).isNotBlank());
    }

    @Test
    void printsAQuarantine(SparkSession spark) throws Exception {
        Path dataset = SmallestDataset.in(cwd.resolve("orders"));
        SmallLake lake = new SmallLake(spark, dataset, cwd.resolve("the lake"));
        lake.publish(LocalDate.parse("2026-01-30"), "{\"order_id\":1}", "{}", "no");

        Command asked =
                Command.run(cwd, "quarantine", "--lake", "the lake", "--dataset", "./orders", "--from", "2026-01-30");

        assertThat(asked.err()).isEmpty();
        assertThat(asked.status()).isZero();
        assertThat(asked.out())
                .startsWith("Quarantine of orders, 2026-01-30: 3 of 3 records refused (100.00 %)")
                .anySatisfy(line -> assertThat(line).matches(" +2  MissingRequired ordered_at: .*, 1 day"));
    }

    @Test
    void aMissingReportIsInputMissing() throws Exception {
        Command asked =
                Command.run(cwd, "report", "--lake", "lake", "--dataset", "orders", "--date", "2026-01-30", "--link");

        assertThat(asked.status()).isEqualTo(65);
        assertThat(asked.err()).first().asString().startsWith("InputMissing: ").contains("2026-01-30");
        assertThat(asked.out()).isEmpty();
    }

    private static void replace(Path file, String old, String with) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, with));
    }
}
