package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code scripts/madrugada rebuild} with the real jobs: an integer becomes a bigint, which Parquet takes by a rebuild
 * only. The rebuild is killed after its first day and started again. Every day is then as in a lake whose nights had the
 * new contract from the start.
 */
@Tag("thorough")
class RebuildIT {
    private static final List<String> DAYS = List.of("2001-01-01", "2001-01-02", "2001-01-03");
    private static final int FLIGHTS = 400;

    private final Path folder =
            Path.of("target", "rebuild-" + System.currentTimeMillis()).toAbsolutePath();

    /** A day as its readers see it. */
    private record Day(String content, String lake, String types, String table) {
        static Day of(RunLocal night, String day) throws Exception {
            String partition = "departed_on=" + day;
            return new Day(
                    ContentDigests.manifest(night, "curated/flights", partition)
                            .get("content")
                            .asText(),
                    ContentDigests.lake(night, partition),
                    typesOf(night, partition),
                    tableOf(night, day));
        }
    }

    @Test
    void aRebuildThatWasKilledGoesOnAndMakesEveryDayAnew() throws Exception {
        Path before = dataset("before", "integer");
        Path after = dataset("after", "bigint");
        Map<String, Day> expected = expected(after);
        try (RunLocal night = new RunLocal(folder.resolve("rebuilt"))) {
            nights(night, before);
            assertThat(Day.of(night, DAYS.get(0)).types()).isEqualTo("INTEGER");
            alter(night, after);

            StackCommand first = rebuild(night, after);
            List<ProcessHandle> orphans = first.killedAfter(DAYS.get(0) + "  made again");
            try {
                assertThat(progress(night)).exists();
                refused(night, after);
                StackCommand.Ended second = rebuild(night, after).ended();

                assertThat(second.status()).as(second.output()).isZero();
                assertThat(second.output().lines())
                        .contains(
                                "1 day made by the rebuild before",
                                DAYS.get(1) + "  made again",
                                DAYS.get(2) + "  made again",
                                "3 days made again")
                        .doesNotContain(DAYS.get(0) + "  made again");
            } finally {
                orphans.forEach(ProcessHandle::destroyForcibly);
            }
            assertThat(progress(night)).doesNotExist();
            assertThat(days(night)).isEqualTo(expected);
            goesOnWithoutWork(night, after);
        }
    }

    private Map<String, Day> expected(Path dataset) throws Exception {
        try (RunLocal night = new RunLocal(folder.resolve("from the start"))) {
            nights(night, dataset);
            Map<String, Day> days = days(night);
            assertThat(days.values()).allSatisfy(day -> {
                assertThat(day.types()).isEqualTo("BIGINT");
                assertThat(day.lake()).startsWith(FLIGHTS + " rows, ");
                assertThat(day.table()).startsWith(FLIGHTS + " rows, ");
            });
            return days;
        }
    }

    private static Map<String, Day> days(RunLocal night) throws Exception {
        Map<String, Day> days = new TreeMap<>();
        for (String day : DAYS) {
            days.put(day, Day.of(night, day));
        }
        return days;
    }

    private static void nights(RunLocal night, Path dataset) throws Exception {
        for (String day : DAYS) {
            RunLocal.Ended ended = night.run("--dataset", dataset.toString(), "--date", day);
            assertThat(ended.status()).as(ended.console()).isZero();
        }
    }

    /** The flights of three days, few of each, with a type of the delay. */
    private Path dataset(String name, String type) throws IOException {
        Path copy = Project.copiedFlights();
        Path dataset = folder.resolve("datasets " + name).resolve("flights");
        Files.createDirectories(dataset.getParent());
        Files.move(copy, dataset);
        Path contract = dataset.resolve("dataset.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "- name: delay_minutes\n      type: integer",
                                "- name: delay_minutes\n      type: " + type));
        Files.writeString(
                dataset.resolve("quality.dqdl"), "Rules = [ RowCount = " + FLIGHTS + ", IsUnique \"flight_id\" ]");
        for (String day : DAYS) {
            try (OutputStream sample =
                    new GZIPOutputStream(Files.newOutputStream(dataset.resolve("sample/" + day + ".ndjson.gz")))) {
                sample.write(Sample.read(Project.sample(day)).flights().stream()
                        .limit(FLIGHTS)
                        .map(flight -> flight + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return dataset;
    }

    /** Executes the statements that diff prints for the warehouse, as its reader does before a rebuild. */
    private static void alter(RunLocal night, Path dataset) throws Exception {
        StackCommand.Ended diff = StackCommand.start(
                        night,
                        "diff",
                        dataset.toString(),
                        "--lake",
                        "s3://madrugada/lake",
                        "--warehouse-secret",
                        night.stack().get("warehouse-secret").asText())
                .ended();
        assertThat(diff.status()).as(diff.output()).isEqualTo(64);
        assertThat(diff.output()).contains("rebuild");
        String statements = diff.output().substring(diff.output().indexOf("public.flights needs:"));
        List<String> printed = statements
                .lines()
                .filter(line -> line.startsWith("    ") && line.endsWith(";"))
                .map(line -> line.strip().replaceFirst(";$", ""))
                .toList();
        assertThat(printed).as(diff.output()).isNotEmpty();
        try (Connection warehouse = warehouse(night);
                Statement statement = warehouse.createStatement()) {
            for (String sql : printed) {
                var unused = statement.execute(sql);
            }
        }
    }

    private static StackCommand rebuild(RunLocal night, Path dataset) throws IOException {
        return StackCommand.start(
                night,
                "rebuild",
                dataset.toString(),
                "--lake",
                "s3://madrugada/lake",
                "--",
                "--warehouse-secret",
                night.stack().get("warehouse-secret").asText(),
                "--copy-role",
                "arn:aws:iam::000000000000:role/copy");
    }

    private static Path progress(RunLocal night) {
        return night.lake("runs/flights/rebuild.json");
    }

    /** The latest day still has the old type. */
    private static void refused(RunLocal night, Path dataset) throws Exception {
        StackCommand.Ended diff = StackCommand.start(night, "diff", dataset.toString(), "--lake", "s3://madrugada/lake")
                .ended();
        assertThat(diff.status()).as(diff.output()).isEqualTo(64);
    }

    /** Nights run with the new contract, and find everything done. */
    private static void goesOnWithoutWork(RunLocal night, Path dataset) throws Exception {
        RunLocal.Ended ended = night.run("--dataset", dataset.toString(), "--date", DAYS.get(2));
        assertThat(ended.status()).as(ended.console()).isZero();
        assertThat(night.skipped()).contains("ingest", "transform", "quality", "load");
    }

    /** How DuckDB reads the widened column in the files of a partition. */
    private static String typesOf(RunLocal night, String partition) throws IOException, SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet answer = duck.createStatement()
                        .executeQuery("select string_agg(distinct typeof(delay_minutes), ',') from "
                                + ContentDigests.files(night, "curated/flights", partition))) {
            answer.next();
            return answer.getString(1);
        }
    }

    /** Rows and digest of a day in the warehouse, whatever the order of the table's columns. */
    private static String tableOf(RunLocal night, String day) throws IOException, SQLException {
        try (Connection warehouse = warehouse(night);
                Statement statement = warehouse.createStatement()) {
            String columns = columns(warehouse).stream()
                    .map(column -> "coalesce(cast(" + column + " as varchar), 'null')")
                    .collect(Collectors.joining(" || '|' || "));
            try (ResultSet answer =
                    statement.executeQuery("select count(*) || ' rows, ' || sum(('x' || substr(md5(" + columns
                            + "), 1, 15))::bit(60)::bigint) from public.flights where departed_on = date '" + day
                            + "'")) {
                answer.next();
                return answer.getString(1);
            }
        }
    }

    /** The table's columns by name, without those that were renamed out of the way. */
    private static List<String> columns(Connection warehouse) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = warehouse.createStatement();
                ResultSet found = statement.executeQuery("select column_name from information_schema.columns"
                        + " where table_schema = 'public' and table_name = 'flights'")) {
            while (found.next()) {
                columns.add(found.getString(1));
            }
        }
        return columns.stream()
                .filter(column -> !column.endsWith("_old"))
                .sorted()
                .toList();
    }

    private static Connection warehouse(RunLocal night) throws IOException, SQLException {
        JsonNode redshift = night.stack().get("redshift");
        return DriverManager.getConnection(
                redshift.get("jdbc-url").asText(),
                redshift.get("user").asText(),
                redshift.get("password").asText());
    }
}
