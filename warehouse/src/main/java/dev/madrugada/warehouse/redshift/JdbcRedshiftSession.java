package dev.madrugada.warehouse.redshift;

import com.amazon.redshift.Driver;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.LimitedResult;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.ReadLimit;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;
import dev.madrugada.warehouse.SqlStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session through Amazon's own driver. Not safe for several threads. */
public final class JdbcRedshiftSession implements RedshiftSession {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcRedshiftSession.class);

    private final Connection connection;
    private final WarehouseFaults faults;
    private boolean inTransaction;
    private @Nullable MadrugadaException failed;

    JdbcRedshiftSession(Connection connection, WarehouseFaults faults) {
        this.connection = connection;
        this.faults = faults;
    }

    /**
     * Opens a session; the caller closes it. The driver is called by its class, never through DriverManager: Glue puts
     * an older one first on the classpath, and both would answer to the same URL. TLS checks the host's name unless
     * the host is on loopback.
     *
     * @throws MadrugadaException WarehouseUnavailable if there is no answer, InputMissing if the login, the database or
     *     the server's certificate is refused
     */
    public static RedshiftSession open(WarehouseSecret secret, SessionSettings settings) {
        ConnectionProperties properties = ConnectionProperties.of(secret, settings);
        WarehouseFaults faults = new WarehouseFaults(secret);
        Connection connection;
        try {
            connection = new Driver().connect(properties.url(), properties.properties());
        } catch (SQLException refused) {
            throw faults.connecting(refused);
        }
        JdbcRedshiftSession session = new JdbcRedshiftSession(connection, faults);
        try {
            session.execute(SqlStatement.of(
                    "SET statement_timeout TO " + settings.statement().toMillis()));
            // The driver sends the machine's zone; a query that casts or truncates times would follow it.
            session.execute(SqlStatement.of("SET TimeZone TO 'UTC'"));
            session.group(settings.application());
            return session;
        } catch (MadrugadaException refused) {
            session.close();
            throw refused;
        }
    }

    @Override
    public <T> T transaction(Work<T> work) {
        if (inTransaction) {
            throw new IllegalStateException("transactions do not nest");
        }
        begin();
        T result;
        try {
            result = work.run();
        } catch (RuntimeException | Error thrown) {
            rollback(thrown);
            throw thrown;
        }
        MadrugadaException swallowed = failed;
        if (swallowed != null) {
            // The server would answer COMMIT with a silent ROLLBACK.
            rollback(swallowed);
            throw swallowed;
        }
        commit();
        return result;
    }

    @Override
    public long execute(SqlStatement statement) {
        try {
            if (statement.parameters().isEmpty()) {
                try (Statement plain = connection.createStatement()) {
                    plain.setEscapeProcessing(false);
                    plain.execute(statement.text());
                    return Math.max(0, plain.getLargeUpdateCount());
                }
            }
            try (PreparedStatement prepared = Values.bound(connection, statement)) {
                prepared.execute();
                return Math.max(0, prepared.getLargeUpdateCount());
            }
        } catch (SQLException refused) {
            throw remembered(faults.running(statement, refused));
        }
    }

    @Override
    public QueryResult query(SqlStatement statement) {
        return rows(statement, 0, Values::read);
    }

    @Override
    public LimitedResult query(SqlStatement statement, ReadLimit limit) {
        return rows(statement, limit.rows() + 1, rows -> Values.read(rows, limit));
    }

    @Override
    public List<QueryResult.Column> describe(SqlStatement statement) {
        try (PreparedStatement prepared = Values.bound(connection, statement)) {
            ResultSetMetaData meta = prepared.getMetaData();
            return meta == null ? List.of() : Values.columns(meta);
        } catch (SQLException refused) {
            throw remembered(faults.running(statement, refused));
        }
    }

    @Override
    public <T> T readOnly(Work<T> work) {
        if (inTransaction) {
            throw new IllegalStateException("transactions do not nest");
        }
        // As a statement: the driver's own setting of a session to read only is SQL that Redshift does not document.
        long unused = execute(SqlStatement.of("BEGIN READ ONLY"));
        inTransaction = true;
        failed = null;
        try {
            return work.run();
        } finally {
            inTransaction = false;
            try {
                rollBackWork();
            } catch (SQLException gone) {
                LOG.debug("a read-only transaction was not rolled back, SQLState {}", gone.getSQLState());
            }
        }
    }

    /** Reads the rows of an answer. */
    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T rows(SqlStatement statement, int most, Reader<T> reader) {
        try {
            if (statement.parameters().isEmpty()) {
                try (Statement plain = connection.createStatement()) {
                    plain.setEscapeProcessing(false);
                    plain.setMaxRows(most);
                    try (ResultSet rows = plain.executeQuery(statement.text())) {
                        return reader.read(rows);
                    }
                }
            }
            try (PreparedStatement prepared = Values.bound(connection, statement)) {
                prepared.setMaxRows(most);
                try (ResultSet rows = prepared.executeQuery()) {
                    return reader.read(rows);
                }
            }
        } catch (SQLException refused) {
            throw remembered(faults.running(statement, refused));
        }
    }

    private void rollBackWork() throws SQLException {
        try (Statement plain = connection.createStatement()) {
            plain.execute("ROLLBACK");
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException alreadyGone) {
            LOG.debug("closing the session failed, SQLState {}", alreadyGone.getSQLState());
        }
    }

    /**
     * For WLM rules and the query log. As an option of the driver a server that does not know it would refuse the
     * connection; here it is left out.
     */
    private void group(String name) {
        try (Statement plain = connection.createStatement()) {
            plain.execute("SET query_group TO '" + name + "'");
        } catch (SQLException unknown) {
            LOG.debug("the warehouse takes no query_group, SQLState {}", unknown.getSQLState());
        }
    }

    private MadrugadaException remembered(MadrugadaException failure) {
        if (inTransaction && failed == null) {
            failed = failure;
        }
        return failure;
    }

    private void begin() {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException refused) {
            throw faults.running(SqlStatement.of("BEGIN"), refused);
        }
        inTransaction = true;
        failed = null;
    }

    private void commit() {
        try {
            connection.commit();
        } catch (SQLException refused) {
            MadrugadaException failure = faults.committing(refused);
            if (failure.code() != ErrorCode.CommitOutcomeUnknown) {
                rollback(failure);
            }
            inTransaction = false;
            throw failure;
        }
        inTransaction = false;
        autoCommit();
    }

    private void rollback(Throwable because) {
        inTransaction = false;
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException gone) {
            // The server rolls back what its client left; the reason to roll back is what matters.
            because.addSuppressed(gone);
        }
    }

    private void autoCommit() {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException refused) {
            throw faults.lostAfterCommit(refused);
        }
    }
}
