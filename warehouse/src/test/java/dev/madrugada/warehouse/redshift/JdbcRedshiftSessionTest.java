package dev.madrugada.warehouse.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.error.RetryableException;
import dev.madrugada.common.error.TerminalException;
import dev.madrugada.warehouse.SessionSettings;
import dev.madrugada.warehouse.SqlStatement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JdbcRedshiftSessionTest {
    private static final WarehouseSecret SECRET =
            new WarehouseSecret("cluster.example.com", 5439, "prod", "loader", "s3cret");
    private static final SqlStatement DELETE = SqlStatement.of("DELETE FROM t");
    private static final SqlStatement INSERT = SqlStatement.of("INSERT INTO t SELECT 1");

    private final FakeConnection fake = new FakeConnection();
    private final JdbcRedshiftSession session = new JdbcRedshiftSession(fake.connection(), new WarehouseFaults(SECRET));

    @Test
    void commitsWorkThatReturns() {
        long rows = session.transaction(() -> {
            session.execute(DELETE);
            return session.execute(INSERT);
        });

        assertThat(rows).isEqualTo(3);
        assertThat(fake.calls()).containsExactly("begin", "DELETE FROM t", "INSERT INTO t SELECT 1", "commit", "end");
    }

    @Test
    void rollsBackAndRethrowsAnExceptionOfTheWork() {
        IllegalStateException own = new IllegalStateException("counted wrong");

        assertThatThrownBy(() -> session.transaction(() -> {
                    session.execute(DELETE);
                    throw own;
                }))
                .isSameAs(own);
        assertThat(fake.calls()).containsExactly("begin", "DELETE FROM t", "rollback", "end");
    }

    @Test
    void rollsBackIfTheWorkIgnoresAFailedStatement() {
        fake.refusing("DELETE FROM t", new SQLException("deadlock detected", "40P01"));

        RetryableException thrown = catchThrowableOfType(
                RetryableException.class,
                () -> session.transaction(() -> {
                    try {
                        session.execute(DELETE);
                    } catch (RetryableException passedOver) {
                        return "all well";
                    }
                    return "never";
                }));

        assertThat(thrown.code()).isEqualTo(ErrorCode.WarehouseConflict);
        assertThat(fake.calls()).containsExactly("begin", "DELETE FROM t", "rollback", "end");
    }

    @Test
    void reportsCommitOutcomeUnknownIfTheConnectionIsLost() {
        fake.refusing("commit", new SQLException("An I/O error occurred", "08006"));

        RetryableException thrown = catchThrowableOfType(RetryableException.class, () -> session.transaction(() -> 1));

        assertThat(thrown.code()).isEqualTo(ErrorCode.CommitOutcomeUnknown);
        assertThat(thrown)
                .hasMessageStartingWith("CommitOutcomeUnknown: warehouse cluster.example.com:5439/prod: ")
                .hasMessageContaining("the ledger shows whether the commit happened");
        assertThat(fake.calls()).containsExactly("begin", "commit");
    }

    @Test
    void reportsAConflictOfACommit() {
        fake.refusing("commit", new SQLException("could not serialize", "40001"));

        RetryableException thrown = catchThrowableOfType(RetryableException.class, () -> session.transaction(() -> 1));

        assertThat(thrown.code()).isEqualTo(ErrorCode.WarehouseConflict);
        assertThat(fake.calls()).containsExactly("begin", "commit", "rollback", "end");
    }

    @Test
    void suppressesAFailedRollback() {
        SQLException gone = new SQLException("closed", "08003");
        fake.refusing("DELETE FROM t", new SQLException("gone", "08006")).refusing("rollback", gone);

        RetryableException thrown = catchThrowableOfType(
                RetryableException.class, () -> session.transaction(() -> session.execute(DELETE)));

        assertThat(thrown.code()).isEqualTo(ErrorCode.WarehouseUnavailable);
        assertThat(thrown).hasSuppressedException(gone);
    }

    @Test
    void namesTheStatementThatFailed() {
        fake.refusing("DELETE FROM t", new SQLException("relation \"t\" does not exist", "42P01"));

        TerminalException thrown = catchThrowableOfType(TerminalException.class, () -> session.execute(DELETE));

        assertThat(thrown)
                .hasMessage("InputMissing: warehouse cluster.example.com:5439/prod: failed: DELETE FROM t;"
                        + " SQLState 42P01, relation \"t\" does not exist; create the missing object, grant the"
                        + " missing permission, or correct the contract, the secret or the role; check that the"
                        + " COPY role can read the lake's bucket and may use its KMS key");
        assertThat(thrown)
                .cause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo("42P01"));
    }

    @Test
    void rejectsNestedTransactions() {

        assertThatThrownBy(() -> session.transaction(() -> session.transaction(() -> 1)))
                .hasMessage("transactions cannot be nested");
    }

    @Test
    void ignoresErrorsOfClose() {
        fake.refusing("close", new SQLException("closed already", "08003"));

        session.close();

        assertThat(fake.calls()).containsExactly("close");
    }

    @Test
    void reportsAnUnreachableServerWithoutTheLogin() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        WarehouseSecret unreachable = new WarehouseSecret("127.0.0.1", free, "prod", "loader", "s3cret");

        MadrugadaException thrown = catchThrowableOfType(
                MadrugadaException.class,
                () -> JdbcRedshiftSession.open(unreachable, SessionSettings.of("load", "run-7", Duration.ofMinutes(1)))
                        .close());

        assertThat(thrown.code()).isEqualTo(ErrorCode.WarehouseUnavailable);
        assertThat(thrown).hasMessageContaining("opening a session failed");
        assertThat(thrown.getMessage()).doesNotContain("s3cret", "loader");
    }
}
