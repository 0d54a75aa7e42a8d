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

/** A session that uses Amazon's Redshift JDBC driver. Not thread-safe. */
public final class JdbcRedshiftSession implements RedshiftSession {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcRedshiftSession.class);

    private final Connection connection;
    private final WarehouseFaults faults;
    private boolean inTransaction;
    private @Nullable MadrugadaException firstFailure;

    JdbcRedshiftSession(Connection connection, WarehouseFaults faults) {
        this.connection = connection;
        this.faults = faults;
    }

    /**
     * Opens a session, which the caller must close. This method instantiates the driver class directly and not through
     * DriverManager, because Glue has an older driver for the same URL on its class path. TLS verifies the host name,
     * except on loopback.
     *
     * @throws MadrugadaException WarehouseUnavailable if the server does not respond; InputMissing if it rejects the
     *     login or the database, or if its certificate is not trusted
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
            // The driver sets the session's time zone to the JVM's, which would affect casts and truncations of times.
            session.execute(SqlStatement.of("SET TimeZone TO 'UTC'"));
            session.setQueryGroup(settings.application());
            return session;
        } catch (MadrugadaException refused) {
            session.close();
            throw refused;
        }
    }

    @Override
    public <T> T transaction(Work<T> work) {
        if (inTransaction) {
            throw new IllegalStateException("transactions cannot be nested");
        }
        begin();
        T result;
        try {
            result = work.run();
        } catch (RuntimeException | Error thrown) {
            rollback(thrown);
            throw thrown;
        }
        MadrugadaException swallowed = firstFailure;
        if (swallowed != null) {
            // A statement failed and the work ignored the error; the server would turn COMMIT into a silent ROLLBACK.
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
            throw recordFailure(faults.running(statement, refused));
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
            throw recordFailure(faults.running(statement, refused));
        }
    }

    @Override
    public <T> T readOnly(Work<T> work) {
        if (inTransaction) {
            throw new IllegalStateException("transactions cannot be nested");
        }
        // The driver's setReadOnly uses SQL that Redshift does not document.
        long unused = execute(SqlStatement.of("BEGIN READ ONLY"));
        inTransaction = true;
        firstFailure = null;
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

    /** Reads the rows of a result. */
    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T rows(SqlStatement statement, int maxRows, Reader<T> reader) {
        try {
            if (statement.parameters().isEmpty()) {
                try (Statement plain = connection.createStatement()) {
                    plain.setEscapeProcessing(false);
                    plain.setMaxRows(maxRows);
                    try (ResultSet rows = plain.executeQuery(statement.text())) {
                        return reader.read(rows);
                    }
                }
            }
            try (PreparedStatement prepared = Values.bound(connection, statement)) {
                prepared.setMaxRows(maxRows);
                try (ResultSet rows = prepared.executeQuery()) {
                    return reader.read(rows);
                }
            }
        } catch (SQLException refused) {
            throw recordFailure(faults.running(statement, refused));
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
     * Sets the query group, which WLM rules and the query log use. A server without this parameter is supported: the
     * error is only logged. As a driver option the parameter would make such a server reject the connection.
     */
    private void setQueryGroup(String name) {
        try (Statement plain = connection.createStatement()) {
            plain.execute("SET query_group TO '" + name + "'");
        } catch (SQLException unknown) {
            LOG.debug("the warehouse does not support query_group, SQLState {}", unknown.getSQLState());
        }
    }

    private MadrugadaException recordFailure(MadrugadaException failure) {
        if (inTransaction && firstFailure == null) {
            firstFailure = failure;
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
        firstFailure = null;
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
            // The server rolls back when the connection ends. The original error is the one to report.
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
