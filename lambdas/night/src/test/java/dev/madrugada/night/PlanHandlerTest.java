package dev.madrugada.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.dataset.PublishedDatasets;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanHandlerTest {
    private static final String FOLDERS =
            "\"dataset\": \"s3://bucket/datasets/flights\", \"lake\": \"s3://bucket/lake\"";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final PlanHandler plan =
            new PlanHandler(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"), store, Preflight.NONE);

    @BeforeEach
    void flights() {
        Exchange.putFlights(store);
    }

    @Test
    void anExecutionPlansTheNightOfThePreviousDay() {
        assertThat(Exchange.call(plan, Exchange.fixture("plan.event.json")))
                .isEqualTo(Exchange.json(Exchange.fixture("plan.answer.json")));
    }

    @Test
    void theScheduledTimeTakesPrecedenceOverTheStartTime() {
        JsonNode answer = Exchange.planned(
                plan,
                "{\"started\": \"2001-01-03T00:30:00Z\", \"input\": {" + FOLDERS
                        + ", \"time\": \"2001-01-02T23:59:59Z\"}}");
        assertThat(answer.path("night").path("date").asText()).isEqualTo("2001-01-01");
        assertThat(answer.path("arguments").has("--time")).isFalse();
    }

    @Test
    void givenValuesAreKept() {
        JsonNode answer = Exchange.planned(
                plan,
                "{" + FOLDERS + ", \"date\": \"2001-01-01\", \"force\": \"true\", \"run-id\": \"again_1\","
                        + " \"now\": \"2001-01-02T00:05:00Z\"}");
        assertThat(answer.path("night").path("date").asText()).isEqualTo("2001-01-01");
        assertThat(answer.path("night").path("force").asText()).isEqualTo("true");
        assertThat(answer.path("night").path("run-id").asText()).isEqualTo("again_1");
        assertThat(answer.path("arguments").path("--now").asText()).isEqualTo("2001-01-02T00:05:00Z");
    }

    @Test
    void everyDocumentedJobArgumentIsPassedOn() throws IOException {
        String docs = Files.readString(Path.of("..", "..", "docs", "operations.md"));
        List<String> ofJobs = docs.lines()
                .filter(line -> line.startsWith("| `--"))
                .flatMap(line -> Pattern.compile("`--([a-z-]+)`")
                        .matcher(line.substring(0, line.indexOf('|', 1)))
                        .results())
                .map(name -> name.group(1))
                .filter(name -> !List.of(
                                "dataset", "lake", "date", "run-id", "force", "now", "attempt", "time", "hourly",
                                "claim")
                        .contains(name))
                .toList();
        assertThat(PlanArguments.OF_JOBS).containsExactlyInAnyOrderElementsOf(ofJobs);

        String input = ofJobs.stream().map(name -> ", \"" + name + "\": \"1\"").collect(Collectors.joining());
        JsonNode answer = Exchange.planned(plan, "{" + FOLDERS + ", \"date\": \"2001-01-01\"" + input + "}");
        List<String> handedOn = new ArrayList<>();
        answer.path("arguments").fieldNames().forEachRemaining(handedOn::add);
        assertThat(handedOn)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("dataset", "date", "lake", "run-id", "force"), ofJobs.stream())
                                .map("--"::concat)
                                .toList());
    }

    @Test
    void aNightKeepsTheFolderThatThePointerNamedWhenItWasPlanned() {
        URI first = publish("select 1");
        JsonNode night = Exchange.planned(plan, "{" + FOLDERS + ", \"date\": \"2001-01-01\"}");
        URI second = publish("select 2");

        assertThat(second).isNotEqualTo(first);
        for (String given : List.of(
                night.at("/night/dataset").asText(),
                night.at("/arguments/--dataset").asText(),
                night.at("/resume/dataset").asText())) {
            assertThat(given).isEqualTo(first.toString());
            assertThat(DatasetFolder.read(store, URI.create(given)).text(DatasetFolder.REPORT))
                    .isEqualTo("select 1");
        }
    }

    @Test
    void aResumedNightKeepsItsFolderAndALaterOneTakesTheNew() {
        URI first = publish("select 1");
        String resume = Exchange.planned(plan, "{" + FOLDERS + ", \"date\": \"2001-01-01\"}")
                .path("resume")
                .toString();
        URI second = publish("select 2");

        assertThat(Exchange.planned(plan, resume).at("/night/dataset").asText()).isEqualTo(first.toString());
        assertThat(Exchange.planned(plan, "{" + FOLDERS + ", \"date\": \"2001-01-01\", \"force\": \"true\"}")
                        .at("/night/dataset")
                        .asText())
                .isEqualTo(second.toString());
    }

    @Test
    void aPublishedDatasetTakesPrecedenceOverFilesBesideItsPointer() {
        URI published = publish("select 1");
        store.write(Exchange.DATASET.resolve("report.sql"), "select 3".getBytes(StandardCharsets.UTF_8));

        assertThat(Exchange.planned(plan, "{" + FOLDERS + ", \"date\": \"2001-01-01\"}")
                        .at("/night/dataset")
                        .asText())
                .isEqualTo(published.toString());
    }

    /** Publishes the flights with another report. */
    private URI publish(String report) {
        Map<String, byte[]> files =
                new LinkedHashMap<>(DatasetFolder.read(store, Exchange.DATASET).files());
        files.put(DatasetFolder.REPORT, report.getBytes(StandardCharsets.UTF_8));
        URI source = URI.create("s3://checkout/flights/");
        files.forEach((name, bytes) -> store.write(source.resolve(name), bytes));
        return new PublishedDatasets(store, URI.create("s3://bucket/datasets/"))
                .publish(DatasetFolder.read(store, source))
                .folder();
    }

    @Test
    void aNightIsResumedForItsDateAndWithoutForce() {
        JsonNode night = Exchange.planned(
                plan,
                "{\"execution\": \"e\", \"input\": {" + FOLDERS
                        + ", \"time\": \"2001-01-02T02:00:00Z\", \"force\": \"true\","
                        + " \"run-id\": \"r\", \"copy-role\": \"arn:x\"}}");
        assertThat(night.path("resume"))
                .isEqualTo(Exchange.json("{" + FOLDERS + ", \"date\": \"2001-01-01\", \"copy-role\": \"arn:x\"}"));
    }

    @Test
    void theReportGetsTheSecretOfTheInputOrElseOfTheStateMachine() {
        String event = "{\"warehouse-secret\": \"machines\", \"input\": {" + FOLDERS + ", \"date\": \"2001-01-01\"";
        JsonNode untold = Exchange.planned(plan, event + "}}");
        JsonNode own = Exchange.planned(plan, event + ", \"warehouse-secret\": \"own\"}}");
        assertThat(untold.path("night").path("warehouse-secret").asText()).isEqualTo("machines");
        assertThat(untold.path("arguments").has("--warehouse-secret")).isFalse();
        assertThat(own.path("night").path("warehouse-secret").asText()).isEqualTo("own");
        assertThat(own.path("arguments").path("--warehouse-secret").asText()).isEqualTo("own");
    }

    @Test
    void aDayThatIsNotOverIsRefused() {
        assertThatThrownBy(() -> Exchange.call(
                        plan, "{" + FOLDERS + ", \"date\": \"2001-01-01\", \"now\": \"2001-01-01T23:59:00Z\"}"))
                .hasMessageStartingWith("InvalidArguments: date: 2001-01-01 is not over");
    }

    @Test
    void aDayThatHasNotSettledIsRefusedWithTheEarliestStart() {
        assertThatThrownBy(() -> Exchange.call(
                        plan, "{" + FOLDERS + ", \"date\": \"2001-01-01\", \"now\": \"2001-01-02T00:04:59Z\"}"))
                .hasMessageStartingWith("InvalidArguments: date: 2001-01-01 has not settled: it ended at"
                        + " 2001-01-02T00:00:00Z, and it is 2001-01-02T00:04:59")
                .hasMessageContaining("start it at 2001-01-02T00:05:00Z or later");
    }

    @Test
    void withoutADateTheNightIsOfTheLastDaySettledAtTheScheduledTime() {
        assertThat(dateAt("2001-01-03T00:04:59Z")).isEqualTo("2001-01-01");
        assertThat(dateAt("2001-01-03T00:05:00Z")).isEqualTo("2001-01-02");
    }

    private String dateAt(String scheduled) {
        return Exchange.planned(plan, "{" + FOLDERS + ", \"time\": \"" + scheduled + "\"}")
                .path("night")
                .path("date")
                .asText();
    }

    @Test
    void nowIsRefusedOutsideOfALocalStack() {
        PlanHandler aws = new PlanHandler(Map.of(), store, Preflight.NONE);
        assertThatThrownBy(() -> Exchange.call(aws, "{" + FOLDERS + ", \"now\": \"2001-01-02T02:00:00Z\"}"))
                .hasMessageStartingWith("InvalidArguments: --now");
    }

    @Test
    void resourcesOfTheLastStagesAreCheckedFirst() {
        List<String> looked = new ArrayList<>();
        PlanHandler looking = new PlanHandler(
                Map.of(),
                store,
                (contract, warehouse) -> looked.add(contract.report().sender() + " "
                        + warehouse.map(WarehouseArguments::identity).orElse("-")));
        String started =
                "{\"started\": \"2001-01-02T02:00:00Z\", \"warehouse-secret\": \"the-reports\", \"input\": {" + FOLDERS;

        Exchange.call(looking, "{" + FOLDERS + "}");
        Exchange.call(looking, started + "}}");
        JsonNode answer = Exchange.planned(
                looking,
                started + ", \"warehouse-secret\": \"own\", \"warehouse-host\": \"wg.example.com\","
                        + " \"warehouse-port\": \"5440\", \"warehouse-database\": \"dev\"}}");

        assertThat(looked)
                .hasSize(3)
                .extracting(line -> line.substring(line.indexOf(' ') + 1))
                .containsExactly("-", "the-reports", "own host wg.example.com port 5440 database dev");
        assertThat(answer.path("night").path("warehouse-host").asText()).isEqualTo("wg.example.com");
        assertThat(answer.path("arguments").path("--warehouse-port").asText()).isEqualTo("5440");
    }

    @Test
    void anInvalidHostStopsTheNight() {
        assertThatThrownBy(() -> Exchange.call(
                        plan,
                        "{" + FOLDERS + ", \"warehouse-host\": \"c.example.com:5439\", \"warehouse-port\": \"0\"}"))
                .hasMessageContaining("--warehouse-host 'c.example.com:5439': must be a host's name or address")
                .hasMessageContaining("--warehouse-port '0': must be a port from 1 to 65535");
    }

    @Test
    void allProblemsOfTheInputAreReported() {
        assertThatThrownBy(() -> Exchange.call(plan, "{\"datasett\": \"s3://b/d\", \"force\": \"yes\"}"))
                .hasMessageStartingWith("InvalidArguments")
                .hasMessageContaining("--dataset is missing")
                .hasMessageContaining("--lake is missing")
                .hasMessageContaining("--force 'yes': must be true or false")
                .hasMessageContaining("did you mean --dataset?");
        assertThatThrownBy(() -> Exchange.planned(plan, "[]")).hasMessageContaining("it is not a JSON object");
    }

    @Test
    void anInvalidContractStopsTheNight() {
        store.write(
                Exchange.DATASET.resolve("dataset.yaml"),
                "version: 1\ndataset: flights\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Exchange.call(plan, Exchange.fixture("plan.event.json")))
                .hasMessageStartingWith("InvalidContract");
    }

    @Test
    void aChangeThatPublishedDaysDoNotTakeStopsTheNight() {
        published("flight_id", "bigint");
        assertThat(Exchange.planned(plan, Exchange.fixture("plan.event.json")).isEmpty())
                .as("columns were added")
                .isFalse();

        published("flight_no", "bigint", "delay_minutes", "bigint");
        assertThatThrownBy(() -> Exchange.call(plan, Exchange.fixture("plan.event.json")))
                .hasMessageStartingWith("InvalidContract: dataset.yaml: 2 problems")
                .hasMessageContaining(
                        "column 'flight_no' is removed, or renamed to 'flight_id', and days of flights are"
                                + " published")
                .hasMessageContaining("column 'delay_minutes' becomes integer, was bigint");
    }

    /** Publishes a day with these columns and types. */
    private void published(String... columns) {
        Map<String, Manifest.ColumnFigures> figures = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            figures.put(columns[i], new Manifest.ColumnFigures(0, null, null, columns[i + 1]));
        }
        LakeTable table = new LakeLayout(URI.create("s3://bucket/lake/")).curated("flights");
        Partition day = Partition.parse("departed_on=2001-01-01");
        PartitionCommits commits = new PartitionCommits(store, table, PartitionCatalog.NONE, Clock.systemUTC());
        var unused = commits.publish(new StagedPartition(
                day,
                commits.expected().of(day),
                "run-1",
                table.runFolder(day, "run-1"),
                List.of(),
                figures,
                new Digest("rows:" + figures.keySet())));
    }

    @Test
    void aMissingFolderIsReported() {
        assertThatThrownBy(() -> Exchange.call(
                        plan, Exchange.fixture("plan.event.json").replace("datasets/flights", "datasets/fligths")))
                .hasMessageStartingWith("InputMissing: s3://bucket/datasets/fligths/dataset.yaml");
    }
}
