package dev.madrugada.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.QueryResult.Column;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SqlStatement;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The session's promises through the real driver. */
class RedshiftSessionIT {
    private static Stack stack;

    @BeforeAll
    static void start() throws IOException {
        stack = new Stack();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void valuesComeBackAsTheyWentWhateverTheZoneOfTheMachine() {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try (RedshiftSession session = stack.session()) {
            session.execute(SqlStatement.of("CREATE TABLE kinds (i INTEGER, b BIGINT, m DECIMAL(10, 2), d DOUBLE"
                    + " PRECISION, t BOOLEAN, day DATE, at TIMESTAMP, s VARCHAR(20))"));
            Instant inTheGapOfNewYork = Instant.parse("2001-04-01T02:30:00.000001Z");
            List<Object> values = List.of(
                    7,
                    1L << 60,
                    new BigDecimal("12.30"),
                    0.5,
                    true,
                    LocalDate.of(2001, 1, 1),
                    inTheGapOfNewYork,
                    "a?b");

            long changed =
                    session.execute(new SqlStatement("INSERT INTO kinds VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values));
            session.execute(SqlStatement.of("INSERT INTO kinds (s) VALUES ('?')"));
            QueryResult result = session.query(SqlStatement.of("SELECT * FROM kinds ORDER BY i NULLS LAST"));

            assertThat(changed).isEqualTo(1);
            assertThat(result.columns())
                    .containsExactly(
                            new Column("i", QueryResult.Type.INTEGER),
                            new Column("b", QueryResult.Type.INTEGER),
                            new Column("m", QueryResult.Type.DECIMAL),
                            new Column("d", QueryResult.Type.DOUBLE),
                            new Column("t", QueryResult.Type.BOOLEAN),
                            new Column("day", QueryResult.Type.DATE),
                            new Column("at", QueryResult.Type.TIMESTAMP),
                            new Column("s", QueryResult.Type.TEXT));
            assertThat(result.rows())
                    .containsExactly(
                            List.of(
                                    7L,
                                    1L << 60,
                                    new BigDecimal("12.30"),
                                    0.5,
                                    true,
                                    LocalDate.of(2001, 1, 1),
                                    inTheGapOfNewYork,
                                    "a?b"),
                            Arrays.asList(null, null, null, null, null, null, null, "?"));
            assertThat(session.query(SqlStatement.of("SELECT CAST(at AS TIMESTAMPTZ) FROM kinds WHERE i = 7"))
                            .rows())
                    .containsExactly(List.of(inTheGapOfNewYork));

            Instant beforeTheCalendarsChange = Instant.parse("1500-03-01T12:00:00Z");
            session.execute(
                    new SqlStatement("INSERT INTO kinds (i, at) VALUES (8, ?)", List.of(beforeTheCalendarsChange)));
            assertThat(session.query(SqlStatement.of("SELECT CAST(at AS VARCHAR(30)), at FROM kinds WHERE i = 8"))
                            .rows())
                    .containsExactly(List.of("1500-03-01 12:00:00", beforeTheCalendarsChange));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void presentsItselfWithTheRun() {
        assertThat(stack.rows("SELECT application_name FROM pg_stat_activity WHERE pid = pg_backend_pid()"))
                .containsExactly(List.of("madrugada-test/run-0"));
        assertThat(stack.rows("SHOW statement_timeout")).containsExactly(List.of("30s"));
    }

    @Test
    void aSessionThatTheServerEndsIsUnavailableAndItsTransactionIsGone() {
        try (RedshiftSession session = stack.session()) {
            session.execute(SqlStatement.of("CREATE TABLE ended (n INTEGER)"));

            MadrugadaException thrown = catchThrowableOfType(
                    MadrugadaException.class,
                    () -> session.transaction(() -> {
                        session.execute(SqlStatement.of("INSERT INTO ended VALUES (1)"));
                        end(session);
                        return session.execute(SqlStatement.of("INSERT INTO ended VALUES (2)"));
                    }));

            assertThat(thrown.code()).isEqualTo(ErrorCode.WarehouseUnavailable);
        }
        assertThat(stack.number("SELECT count(*) FROM ended")).isZero();
    }

    @Test
    void aSessionThatIsLostWhenItCommitsDoesNotKnowWhatCameOfIt() {
        try (RedshiftSession session = stack.session()) {
            MadrugadaException thrown = catchThrowableOfType(
                    MadrugadaException.class,
                    () -> session.transaction(() -> {
                        session.execute(SqlStatement.of("CREATE TABLE unanswered (n INTEGER)"));
                        end(session);
                        return 0;
                    }));

            assertThat(thrown.code()).isEqualTo(ErrorCode.CommitOutcomeUnknown);
        }
    }

    @Test
    void aStatementThatTakesTooLongIsCancelledByTheServer() {
        try (RedshiftSession session = stack.session()) {
            session.execute(SqlStatement.of("SET statement_timeout TO 100"));

            MadrugadaException thrown = catchThrowableOfType(
                    MadrugadaException.class, () -> session.query(SqlStatement.of("SELECT pg_sleep(20)")));

            assertThat(thrown.code()).isEqualTo(ErrorCode.WarehouseUnavailable);
            assertThat(thrown).hasMessageContaining("57014");
        }
    }

    @Test
    void whatIsMissingOrDoesNotFitIsSaid() {
        try (RedshiftSession session = stack.session()) {
            session.execute(SqlStatement.of("CREATE TABLE narrow (s VARCHAR(2))"));

            assertThat(code(session, "SELECT * FROM nowhere")).isEqualTo(ErrorCode.InputMissing);
            assertThat(code(session, "CREATE TABLE nowhere.visits (id bigint)")).isEqualTo(ErrorCode.InputMissing);
            assertThat(code(session, "SELECT x FROM narrow")).isEqualTo(ErrorCode.DataContractViolation);
            assertThat(code(session, "SELECT FROM WHERE")).isEqualTo(ErrorCode.InternalError);
            assertThat(code(session, "INSERT INTO narrow VALUES ('abc')")).isEqualTo(ErrorCode.DataContractViolation);
        }
    }

    private static ErrorCode code(RedshiftSession session, String sql) {
        return catchThrowableOfType(MadrugadaException.class, () -> session.execute(SqlStatement.of(sql)))
                .code();
    }

    private static void end(RedshiftSession session) {
        long pid = session.query(SqlStatement.of("SELECT pg_backend_pid()")).number();
        assertThat(stack.rows("SELECT pg_terminate_backend(" + pid + ")")).containsExactly(List.of(true));
    }
}
