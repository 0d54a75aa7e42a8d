package dev.madrugada.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.LocalStackProcess;
import dev.madrugada.report.page.Csv;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.BoundQuery;
import dev.madrugada.report.query.Cell;
import dev.madrugada.report.query.NamedParameters;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.redshift.JdbcRedshiftSession;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs report queries through the Redshift driver on the local stack. */
class ReportQueryIT {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final int MAX_ROWS = 100;

    @TempDir
    private static Path folder;

    private static LocalStackProcess stack;
    private static LocalStackEndpoints endpoints;
    private static RedshiftSession session;

    @BeforeAll
    static void tables() {
        stack = LocalStackProcess.startAt(folder, SampleNights.NOW);
        endpoints = stack.endpoints();
        session = session(Duration.ofSeconds(60));
        for (String sql : List.of(
                "create table public.old (id bigint, at timestamp, valid_from timestamp, on_day date)",
                "insert into public.old values (1, '2026-03-01 12:00:00', '0001-01-01 00:00:00', '2026-03-01'),"
                        + " (2, '2026-03-01 12:00:00', '1582-10-14 23:59:59', '2026-03-01'),"
                        + " (3, '2026-03-01 12:00:00', '1582-10-15 00:00:00', '2026-03-01')",
                "create table public.week (id bigint, at timestamp, on_day date)",
                "insert into public.week values (1, '2026-03-01 12:00:00', '2026-03-01'),"
                        + " (2, '2026-02-23 12:00:00', '2026-02-23'), (3, '2026-02-22 12:00:00', '2026-02-22')")) {
            long unused = session.execute(SqlStatement.of(sql));
        }
    }

    @AfterAll
    static void stop() {
        if (session != null) {
            session.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void returnsOldDatesAndTimesUnchanged() throws Exception {
        Answer answer = run(dataset("report-old-timestamps").text(DatasetFolder.REPORT));
        assertThat(new String(Csv.of(answer), StandardCharsets.UTF_8)).isEqualTo("""
                        id,one,valid_from,as_text,as_date
                        1,1,0001-01-01T00:00:00Z,0001-01-01 00:00:00,0001-01-01
                        2,1,1582-10-14T23:59:59Z,1582-10-14 23:59:59,1582-10-14
                        3,1,1582-10-15T00:00:00Z,1582-10-15 00:00:00,1582-10-15
                        """.replace("\n", "\r\n"));
    }

    @Test
    void supportsDateArithmeticWithTheParameter() throws Exception {
        Answer answer = run(dataset("report-date-arithmetic").text(DatasetFolder.REPORT));
        assertThat(texts(answer)).containsExactly("2026-02-23", "1", "2026-03-01", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report-old-timestamps", "report-date-arithmetic"})
    void acceptsValidReports(String name) throws Exception {
        ReportCheck.prepare(session, dataset(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                ":date - 7 | 2026-02-22",
                ":date + interval '1 day' | 2026-03-02T00:00:00Z",
                "date_trunc('month', :date)::date | 2026-03-01",
                ":date::varchar | 2026-03-01",
                ":date::timestamp | 2026-03-01T00:00:00Z",
                "extract(dow from :date) | 0",
                "date '2026-03-01' between :date - 1 and :date | true",
                "to_char(:date, 'YYYY') | 2026",
                "':date' | :date",
                "timestamp '0044-03-15 12:00:00 BC' | -0043-03-15T12:00:00Z",
                "date '0044-03-15 BC' | -0043-03-15",
                "timestamp with time zone '2026-03-01 02:00:00+05:30' | 2026-02-28T20:30:00Z",
                "timestamp '2026-03-01 00:00:00.000001' | 2026-03-01T00:00:00.000001Z",
                "date '12026-03-01' | +12026-03-01",
                "'infinity'::timestamp | infinity",
                "'-infinity'::date | -infinity",
                "6.1000000000000000::numeric(18,16) | 6.1000000000000000",
                "6.1::double precision | 6.1",
                "0.1::real | 0.1",
                "1e15::double precision | 1000000000000000",
                "'NaN'::numeric | NaN",
                "'-Infinity'::double precision | -Infinity",
                "9223372036854775807 | 9223372036854775807",
                "true | true",
                "null::integer | ##",
                "''::varchar | ##",
                "time '01:02:03' | 01:02:03",
                "'\\x0aff'::bytea | \\x0aff",
            })
    void formatsValuesExactly(String expression, String text) {
        assertThat(texts(run("select " + expression + " as value"))).containsExactly(text);
    }

    @Test
    void bindsOldDatesUnchanged() {
        List<?> row = session.query(SqlStatement.of(
                        "select ?::date::varchar, ?::timestamp::varchar",
                        LocalDate.of(1, 1, 1),
                        Instant.parse("1582-10-14T23:59:59Z")))
                .rows()
                .get(0);
        assertThat(row).isEqualTo(List.of("0001-01-01", "1582-10-14 23:59:59"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "#select 1,\nfrom public.week# | report.sql:2: the warehouse rejected the query; SQLState 42601, syntax error",
                "#-- \uD83D\uDE00\nselect\n  nothing\nfrom public.week where on_day = :date# | report.sql:3: the warehouse rejected the query; SQLState 42703, column \"nothing\" does not exist",
                "#select 1\nfrom public.weak# | report.sql:2: the warehouse rejected the query; SQLState 42P01",
                "#select 1\nfrom nowhere.week# | report.sql:2: ",
                "#select 1,\n no_such_function(id) from public.week# | report.sql:2: the warehouse rejected the query; SQLState 42883",
                "#select id + at\nfrom public.week# | report.sql:1: the warehouse rejected the query; SQLState 42883, operator does not exist",
                "#select id\n, count(*) from public.week# | report.sql:1: the warehouse rejected the query; SQLState 42803",
                "#select 1,\n 'x'::integer# | report.sql:2: the warehouse rejected the query; SQLState 22P02",
                "select 1/0 as n from public.week | report.sql: the warehouse rejected the query; SQLState 22012",
                "select 1; delete from public.week | report.sql:1: a second statement",
                "delete from public.week | report.sql:1: the statement is not a query",
                "#with gone as\n (delete from public.week returning id) select * from gone# | report.sql: the warehouse rejected the query; SQLState 25006",
                "select set_config('transaction_read_only', 'off', true) | report.sql: the warehouse rejected the query; SQLState 25",
                "-- nothing | report.sql:1: the file has no statement",
            })
    void rejectsInvalidQueriesWithTheirLine(String sql, String message) {
        long before = session.query(SqlStatement.of("select count(*) from public.week"))
                .number();
        assertThatThrownBy(() -> run(sql)).hasMessageStartingWith("InvalidContract: " + message);
        assertThat(session.query(SqlStatement.of("select count(*) from public.week"))
                        .number())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"select 1 / (id - 1) as n from public.week", "select (id || 'x')::integer from public.week"})
    void classifiesDataErrors(String sql) {
        assertThatThrownBy(() -> run(sql))
                .hasMessageStartingWith("DataContractViolation: report.sql: the query failed on the values of a row")
                .message()
                .doesNotContain("1x");
    }

    @Test
    void stopsWaitingForALockAtTheTimeLimit() {
        try (RedshiftSession writer = session(Duration.ofSeconds(60));
                RedshiftSession reader = session(Duration.ofSeconds(1))) {
            long unused = writer.transaction(() -> {
                long locked = writer.execute(SqlStatement.of("lock table public.week"));
                assertThatThrownBy(() -> new QueryRunner(reader).answer(bound("select id from public.week"), MAX_ROWS))
                        .hasMessageStartingWith("WarehouseUnavailable: report.sql: the warehouse cancelled the query");
                return locked;
            });
            assertThat(new QueryRunner(reader)
                            .answer(bound("select count(*) from public.week"), MAX_ROWS)
                            .rows())
                    .describedAs("the session is usable afterwards")
                    .hasSize(1);
        }
    }

    @Test
    void limitsTheSizeOfTheResult() {
        assertThat(run("select generate_series(1, 100) as n").rows()).hasSize(MAX_ROWS);
        assertThatThrownBy(() -> run("select generate_series(1, 101) as n"))
                .hasMessageStartingWith(
                        "InvalidContract: report.sql: the result has more than 100 rows; a report is for people and must"
                                + " fit into memory; aggregate in the query, add a LIMIT, or raise report.max-rows");
        // All rows of this query would need several gigabytes.
        assertThatThrownBy(() -> run("select n, repeat('x', 100) from generate_series(1, 15000000) as s(n)"))
                .hasMessageStartingWith("InvalidContract: report.sql: the result has more than 100 rows");
        assertThatThrownBy(() -> run("select repeat('x', 1000000) from generate_series(1, 17)"))
                .hasMessageStartingWith("InvalidContract: report.sql: the result has more than 16000000 characters");
    }

    @Test
    void reportsMissingColumnsInTheCheck() throws Exception {
        assertThatThrownBy(() -> ReportCheck.prepare(session, changed("select id as name, at as one from public.week")))
                .hasMessageStartingWith("InvalidContract: dataset.yaml: ")
                .hasMessageContaining("report.label: the result has no column 'id'")
                .hasMessageContaining("report.values: 'one' contains text");
        assertThatThrownBy(() -> ReportCheck.prepare(session, changed("select id, 1 as one\nfrom public.weak")))
                .hasMessageStartingWith(
                        "InvalidContract: report.sql:2: the warehouse rejected the query; SQLState 42P01");
        assertThatThrownBy(() -> ReportCheck.prepare(session, changed("select id, 1/0 as one from public.week")))
                .hasMessageStartingWith(
                        "InvalidContract: report.sql: the warehouse rejected the query; SQLState 22012");
    }

    private static Answer run(String sql) {
        return new QueryRunner(session).answer(bound(sql), MAX_ROWS);
    }

    private static BoundQuery bound(String sql) {
        return NamedParameters.bind(DatasetFolder.REPORT, sql, Map.of("date", DAY));
    }

    private static List<String> texts(Answer answer) {
        return answer.rows().stream().flatMap(List::stream).map(Cell::text).toList();
    }

    private static RedshiftSession session(Duration statement) {
        LocalStackEndpoints.Redshift redshift = endpoints.redshift();
        return JdbcRedshiftSession.open(
                new WarehouseSecret(
                        redshift.host(), redshift.port(), redshift.database(), redshift.user(), redshift.password()),
                SessionSettings.of("test", "run-1", statement));
    }

    private static DatasetFolder changed(String sql) throws IOException, URISyntaxException {
        Path copy = Files.createTempDirectory(folder, "dataset");
        for (String file : List.of(DatasetFolder.CONTRACT, DatasetFolder.QUALITY)) {
            Files.copy(resource("report-date-arithmetic").resolve(file), copy.resolve(file));
        }
        Files.writeString(copy.resolve(DatasetFolder.REPORT), sql);
        return read(copy.toUri());
    }

    private static DatasetFolder dataset(String name) throws URISyntaxException {
        return read(resource(name).toUri());
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(ReportQueryIT.class
                .getResource("/cases/" + name + "/dataset.yaml")
                .toURI()
                .resolve("."));
    }

    private static DatasetFolder read(URI location) {
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(endpoints.environment()))) {
            return DatasetFolder.read(store, location);
        }
    }
}
