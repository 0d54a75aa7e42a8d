package dev.madrugada.warehouse;

import java.util.List;

/**
 * The port to the warehouse: one connection, used by one thread. The caller that opens a session closes it.
 *
 * <p>Outside {@link #transaction} each statement commits on its own. All methods throw a MadrugadaException with one of
 * these codes:
 *
 * <ul>
 *   <li>{@code WarehouseUnavailable}: the connection failed or was lost before a commit was sent, or the statement
 *       exceeded its time limit. The transaction is rolled back.
 *   <li>{@code WarehouseConflict}: a conflict with another transaction (1023, 40001, 40P01, lock timeouts).
 *   <li>{@code CommitOutcomeUnknown}: the connection was lost after a commit was sent and before its result arrived.
 *   <li>{@code InputMissing}: a database, schema, table, login, permission or S3 object is missing.
 *   <li>{@code DataContractViolation}: the data or the columns do not match the table. The message of a failed COPY has
 *       Redshift's error code and query id.
 *   <li>{@code InternalError}: all other errors, such as a syntax error.
 * </ul>
 *
 * <p>The cause is a {@link java.sql.SQLException}, if there was one. Neither its message nor the exception's contains the
 * password or a value of a row.
 */
public interface RedshiftSession extends AutoCloseable {
    /**
     * Runs the work in one transaction and commits when it returns. If the work throws, or if one of its statements
     * failed and the work ignored the error, the transaction is rolled back and the error is thrown. Transactions
     * cannot be nested.
     */
    <T> T transaction(Work<T> work);

    /**
     * Runs a statement without a result. Returns the number of rows it changed; 0 for statements that change no rows.
     */
    long execute(SqlStatement statement);

    /** Runs a query and reads all rows of its result. */
    QueryResult query(SqlStatement statement);

    /**
     * Runs the work in a read-only transaction and always rolls it back. A statement that writes fails with SQLState
     * {@code 25006}. Transactions cannot be nested.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_BEGIN.html">BEGIN READ ONLY</a>
     */
    <T> T readOnly(Work<T> work);

    /**
     * Runs a query and reads its result up to the limit. At most one more row is read, to detect that the limit is
     * exceeded. The limit bounds the memory, however large the result is.
     */
    LimitedResult query(SqlStatement statement, ReadLimit limit);

    /** The columns of the query's result. The query is parsed and analysed, but not executed. */
    List<QueryResult.Column> describe(SqlStatement statement);

    /** Closes the connection; an uncommitted transaction is rolled back. Never throws. */
    @Override
    void close();

    /** The work of a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run();
    }
}
