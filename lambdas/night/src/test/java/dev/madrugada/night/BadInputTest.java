package dev.madrugada.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the inputs for which plan refuses a night before a job starts or anything is written. */
class BadInputTest {
    private static final URI ROOT = URI.create("s3://bucket/");
    private static final String GOOD = "{\"dataset\": \"s3://bucket/datasets/flights\", \"lake\": \"s3://bucket/lake\","
            + " \"date\": \"2001-01-01\", \"now\": \"2001-01-02T02:00:00Z\"}";

    /**
     * One invalid input.
     *
     * @param spoil the change that makes the dataset's folder invalid
     * @param verdicts texts that the error message must contain
     */
    record BadInput(String event, Consumer<InMemoryObjectStore> spoil, ErrorCategory category, Set<String> verdicts) {
        @Override
        public String toString() {
            return String.join(", ", verdicts);
        }
    }

    static Stream<BadInput> all() {
        return Stream.concat(Stream.concat(events().stream(), contracts().stream()), folders().stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void isRefusedBeforeAnythingStarts(BadInput bad) {
        InMemoryObjectStore store = new InMemoryObjectStore();
        Exchange.putFlights(store);
        bad.spoil().accept(store);
        List<StoredObject> before = store.list(ROOT);

        MadrugadaException refused = catchThrowableOfType(
                MadrugadaException.class,
                () -> Exchange.call(
                        new PlanHandler(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"), store, Preflight.NONE),
                        bad.event()));

        assertThat(refused).isNotNull();
        assertThat(refused.code().category()).isEqualTo(bad.category());
        assertThat(refused)
                .hasMessageStartingWith(refused.code() + ": ")
                .hasMessageContainingAll(bad.verdicts().toArray(String[]::new));
        assertThat(store.list(ROOT)).isEqualTo(before);
    }

    private static List<BadInput> events() {
        return List.of(
                event("{}", "--dataset is missing", "--lake is missing"),
                event("[]", "it is not a JSON object"),
                event("\"flights\"", "it is not a JSON object"),
                event("{\"execution\": \"e\", \"input\": [" + GOOD + "]}", "it is not a JSON object"),
                event(
                        good("{", "{\"extra-jars\": \"s3://b/x.jar\", "),
                        "--extra-jars is not known: known are dataset,"),
                event(good("{", "{\"class\": \"x.Y\", "), "--class is not known"),
                event(good("{", "{\"conf\": \"spark.jars=s3://b/x.jar\", "), "--conf is not known"),
                event(good("{", "{\"attempt\": \"7\", "), "--attempt is not known"),
                event(good("{", "{\"--extra-jars\": \"s3://b/x.jar\", "), "----extra-jars is not known"),
                event(good("{", "{\"arguments\": {\"--class\": \"x.Y\"}, "), "--arguments is not a text"),
                event(good("{", "{\"force\": true, "), "--force is not a text: write its value in quotes"),
                event(good("{", "{\"settle-delay\": null, "), "--settle-delay is not a text"),
                event(
                        good("{", "{\"setle-delay\": \"PT5M\", "),
                        "--setle-delay is not known: did you mean --settle-delay?"),
                event(
                        good("{", "{\"settle-delay\": \"--class\", "),
                        "--settle-delay '--class': must not begin with '--'"),
                event(good("\"lake\"", "\"laek\""), "--lake is missing", "did you mean --lake?"),
                event(good("\"dataset\"", "\"dataste\""), "--dataset is missing", "did you mean --dataset?"),
                event(good("\"date\"", "\"dat\""), "did you mean --date?"),
                event(good("2001-01-01", "2001-13-01"), "--date '2001-13-01': must be a day such as 2001-01-01"),
                event(good("2001-01-01", "yesterday"), "--date 'yesterday'"),
                event(good("2001-01-01", "2001-01-02"), "2001-01-02 is not over"),
                event(good("2001-01-02T02:00:00Z", "02:00"), "--now '02:00': must be an instant"),
                event(good("s3://bucket/lake", "/lake"), "--lake '/lake': must be a URI such as s3://bucket/folder"),
                event(good("s3://bucket/lake", "s3a://bucket/lake"), "--lake 's3a://bucket/lake': must be a URI"),
                event(good("s3://bucket/datasets/flights", "flights"), "--dataset 'flights': must be a URI"),
                event(good("{", "{\"force\": \"yes\", "), "--force 'yes': must be true or false"),
                event(good("{", "{\"run-id\": \"../up\", "), "--run-id '../up': must be 1 to 100 letters"),
                event(good("{", "{\"time\": \"2001-01-02\", "), "--time '2001-01-02': must be an instant"),
                event(
                        "{\"datasett\": \"x\", \"lake\": \"y\", \"date\": \"z\", \"force\": \"maybe\"}",
                        "--dataset is missing",
                        "did you mean --dataset?",
                        "--lake 'y'",
                        "--date 'z'",
                        "--force 'maybe'",
                        "5 problems"));
    }

    private static List<BadInput> contracts() {
        return List.of(
                contract("lateness-days: 1", "latenes-days: 1", "dataset.yaml:", "latenes-days", "lateness-days"),
                contract("type: bigint", "type: bigitn", "dataset.yaml:15", "bigitn"),
                contract("keep: latest", "keep: newest", "dataset.yaml:", "newest", "latest"),
                contract("columns: [flight_id]", "columns: [flight_ids]", "flight_ids", "flight_id"),
                contract("column: departed_at", "column: departed", "departed"),
                contract("future-tolerance: P1D", "future-tolerance: 1 day", "1 day"),
                contract("day-zone: UTC", "day-zone: Mars/Olympus", "Mars/Olympus"),
                contract("    on: origin", "    on: orign", "orign"),
                contract("from: name}", "from: nam}", "nam"),
                contract("unknown-fields: quarantine", "unknown-fields: drop", "drop", "quarantine"),
                contract("version: 1", "version: 9", "version"),
                contract("    stream: flights", "    steram: flights", "steram", "stream"),
                contract("source:", "source: [", "dataset.yaml"),
                new BadInput(
                        GOOD,
                        store -> edit(
                                store,
                                "dataset.yaml",
                                text -> text.replace("type: bigint", "type: bigitn")
                                        .replace("keep: latest", "keep: newest")
                                        .replace("lateness-days", "latenes-days")
                                        .replace("clean: [trim, upper]", "clean: [trimm, upper]")),
                        ErrorCategory.CALLER,
                        Set.of(
                                "dataset.yaml:15",
                                "bigitn",
                                "newest",
                                "latenes-days",
                                "lateness-days",
                                "trimm",
                                "trim",
                                "problems")));
    }

    private static List<BadInput> folders() {
        return List.of(
                folder(
                        "datasets/fligths",
                        "dataset.yaml",
                        "s3://bucket/datasets/fligths/dataset.yaml: the file does not exist"),
                without("quality.dqdl"),
                without("report.sql"),
                without("airports.csv"),
                new BadInput(
                        GOOD,
                        store -> edit(store, "airports.csv", text -> text.replaceFirst("iata", "code")),
                        ErrorCategory.CALLER,
                        Set.of("airports.csv", "iata")));
    }

    private static BadInput event(String event, String... verdicts) {
        return new BadInput(event, store -> {}, ErrorCategory.CALLER, Set.of(verdicts));
    }

    private static BadInput contract(String old, String with, String... verdicts) {
        return new BadInput(
                GOOD,
                store -> edit(store, "dataset.yaml", text -> text.replace(old, with)),
                ErrorCategory.CALLER,
                Set.of(verdicts));
    }

    private static BadInput folder(String path, String... verdicts) {
        return new BadInput(good("datasets/flights", path), store -> {}, ErrorCategory.DATA, Set.of(verdicts));
    }

    private static BadInput without(String file) {
        return new BadInput(
                GOOD,
                store -> store.delete(List.of(Exchange.DATASET.resolve(file))),
                ErrorCategory.DATA,
                Set.of("s3://bucket/datasets/flights/" + file + ": the file does not exist", "docs/dataset.md"));
    }

    private static String good(String old, String with) {
        assertThat(GOOD).contains(old);
        return GOOD.replaceFirst(java.util.regex.Pattern.quote(old), java.util.regex.Matcher.quoteReplacement(with));
    }

    private static void edit(InMemoryObjectStore store, String file, java.util.function.UnaryOperator<String> change) {
        URI uri = Exchange.DATASET.resolve(file);
        String text = new String(store.read(uri).orElseThrow(), StandardCharsets.UTF_8);
        String changed = change.apply(text);
        assertThat(changed).isNotEqualTo(text);
        store.write(uri, changed.getBytes(StandardCharsets.UTF_8));
    }
}
