package dev.madrugada.cli.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.cli.Invocation;
import dev.madrugada.cli.SmallestDataset;
import dev.madrugada.common.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class QuarantineCommandTest {
    private static final String ORDER = "{\"order_id\":%s,\"ordered_at\":\"%sT11:00:00Z\",\"price\":%s}";

    @TempDir
    private static Path temp;

    @TempDir
    private Path own;

    private static Path dataset;
    private static SmallLake lake;

    @BeforeAll
    static void publishTwoDays(SparkSession spark) throws IOException {
        dataset = SmallestDataset.in(temp.resolve("my dataset"));
        lake = new SmallLake(spark, dataset, temp.resolve("the lake"));
        lake.publish(
                LocalDate.parse("2026-01-30"),
                ORDER.formatted(1, "2026-01-30", "9.50"),
                ORDER.formatted(2, "2026-01-30", "\"secret\""),
                ORDER.formatted(3, "2026-01-30", "\"hidden\""),
                "{\"order_id\":4}");
        lake.publish(
                LocalDate.parse("2026-01-31"), ORDER.formatted(5, "2026-01-31", "\"secret\""), "not \u001b[31mjson");
    }

    @Test
    void groupsRefusedRecordsByReasonWithoutPayloads() {
        Invocation asked = quarantine();

        assertThat(asked.err()).isEmpty();
        assertThat(asked.status()).isZero();
        assertThat(asked.out())
                .startsWith("Quarantine of orders, 2026-01-30 to 2026-01-31: 5 of 6 records refused (83.33 %)")
                .containsPattern(" 3  TypeMismatch price: .* \\(50.00 %\\), 2 days")
                .containsPattern(" 1  MissingRequired ordered_at: .* \\(16.67 %\\), 1 day")
                .contains("2026-01-30T12:00:01Z orders shardId-000000000000 2")
                .doesNotContain("secret")
                .doesNotContain("hidden");
    }

    @Test
    void takesTheDatasetByItsFolder() {
        assertThat(of("--dataset", dataset.toString()).out()).startsWith("Quarantine of orders, ");
    }

    @Test
    void listsRecordsInTheOrderOfTheirArrival() {
        assertThat(quarantine("--list").out().lines().skip(2))
                .hasSize(5)
                .isSorted()
                .first()
                .asString()
                .startsWith("2026-01-30T12:00:01Z orders shardId-000000000000 2: TypeMismatch price: ");
        assertThat(quarantine("--list", "--limit", "2").out()).contains("there are more records");
        assertThat(quarantine("--list", "--code", "MissingRequired")
                        .out()
                        .lines()
                        .skip(2))
                .hasSize(1);
    }

    @Test
    void showsPayloadsOnlyOfTheRecordThatIsAskedForAndWithoutControlCharacters() {
        assertThat(quarantine("--show", "2").out())
                .contains("\"secret\"", "not \\u001b[31mjson")
                .doesNotContain("\u001b")
                .doesNotContain("hidden");

        Invocation absent = quarantine("--show", "77");
        assertThat(absent.status()).isEqualTo(65);
        assertThat(absent.err()).startsWith("InputMissing: --show 77: no refused record of these days");
    }

    @Test
    void exportsPayloadsAndReasonsToANewFile() throws IOException {
        Path file = own.resolve("refused.ndjson");

        assertThat(quarantine("--export", file.toString()).out()).contains("5 records written to " + file);

        assertThat(Files.readAllLines(file))
                .hasSize(5)
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"payload\":\"{\\\"order_id\\\":2,",
                                "\"code\":\"TypeMismatch\"",
                                "\"column\":\"price\""));
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        Invocation again = quarantine("--export", file.toString());
        assertThat(again.status()).isEqualTo(64);
        assertThat(again.err()).contains("the file is there already");
    }

    @Test
    void reportsHowManyRecordsAnotherContractAccepts() throws IOException {
        Path wider = SmallestDataset.in(own.resolve("wider"));
        Path contract = wider.resolve("dataset.yaml");
        Files.writeString(contract, Files.readString(contract).replace("\"decimal(10,2)\"", "varchar(20)"));

        Invocation asked = quarantine("--try", wider.toString());

        assertThat(asked.err()).isEmpty();
        assertThat(asked.out())
                .contains("By this contract 3 of the 5 would be valid, 2 still refused.")
                .containsPattern(" 3  TypeMismatch price: .*: 3 valid, 0 refused")
                .containsPattern(" 1  MissingRequired ordered_at: .*: 0 valid, 1 refused")
                .containsPattern("Still refused because of\\R +1  MalformedJson: ");
    }

    @Test
    void refusesToTryAnInvalidContract() throws IOException {
        Path wrong = SmallestDataset.in(own.resolve("wrong"));
        Files.writeString(wrong.resolve("dataset.yaml"), "version: 2\n");

        Invocation asked = quarantine("--try", wrong.toString());

        assertThat(asked.status()).isEqualTo(64);
        assertThat(asked.err()).startsWith("InvalidContract: dataset.yaml:1: ");
    }

    @Test
    void daysWithoutAQuarantineAreInputMissing() {
        Invocation asked = of("--dataset", "orders", "--from", "2027-01-01", "--to", "2027-01-02");

        assertThat(asked.status()).isEqualTo(65);
        assertThat(asked.err())
                .startsWith(
                        "InputMissing: " + lake.root() + "quarantine/orders: nothing is published for 2027-01-01 to");
    }

    @Test
    void acceptsOnlyOneAction() {
        assertThat(quarantine("--list", "--show", "2").status()).isEqualTo(64);
        assertThat(of("--from", "2026-01-31", "--to", "2026-01-30").err()).contains("is before --from");
    }

    private static Invocation quarantine(String... more) {
        List<String> words = new ArrayList<>(List.of("--dataset", "orders"));
        words.addAll(List.of(more));
        return of(words.toArray(String[]::new));
    }

    private static Invocation of(String... words) {
        List<String> all =
                new ArrayList<>(List.of("quarantine", "--lake", lake.root().toString()));
        all.addAll(List.of(words));
        if (!all.contains("--from")) {
            all.addAll(List.of("--from", "2026-01-30", "--to", "2026-01-31"));
        }
        if (!all.contains("--dataset")) {
            all.addAll(List.of("--dataset", "orders"));
        }
        return Invocation.of(all.toArray(String[]::new));
    }
}
