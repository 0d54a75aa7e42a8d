package dev.madrugada.warehouse;

import java.util.List;

/**
 * The port to the warehouse: one connection, for one thread, closed by whoever opened it.
 *
 * <p>Outside {@link #transaction} every statement commits by itself. Errors are coded, whatever the method:
 *
 * <ul>
 *   <li>{@code WarehouseUnavailable}: no connection, or it was lost before a commit was under way, or the statement
 *       ran into its time limit. Nothing of the transaction stays.
 *   <li>{@code WarehouseConflict}: another transaction was in the way (1023, 40001, 40P01, lock timeouts).
 *   <li>{@code CommitOutcomeUnknown}: the connection was lost while a commit was under way.
 *   <li>{@code InputMissing}: a database, schema, table, login, permission or S3 object is not there.
 *   <li>{@code DataContractViolation}: the data or the columns do not fit the table; has Redshift's numbers of a failed COPY.
 *   <li>{@code InternalError}: everything else, such as a statement that is no SQL.
 * </ul>
 *
 * <p>The {@link java.sql.SQLException} is the cause where there was one; its SQLState is {@code 42601} for a syntax
 * error. No message holds the password or a row's value; the server's text is
 * the cause's.
 */
public interface RedshiftSession extends AutoCloseable {
    /**
     * Runs the work in one transaction, and commits if it returns. If it throws, or a statement in it failed and the
     * work went on regardless, everything is rolled back and the failure is thrown. Transactions do not nest.
     */
    <T> T transaction(Work<T> work);

    /** Runs a statement that gives no rows. Returns how many rows it changed; 0 where that has no meaning. */
    long execute(SqlStatement statement);

    /** Runs a statement that gives rows, and reads all of them. */
    QueryResult query(SqlStatement statement);

    /**
     * Runs the work in a transaction that may only read, and rolls it back whatever happens. A statement in it that
     * would write fails with the SQLState {@code 25006}. Transactions do not nest.
     *
     * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_BEGIN.html">BEGIN READ ONLY</a>
     */
    <T> T readOnly(Work<T> work);

    /**
     * Runs a statement that gives rows, and reads its first ones: as many as the limit allows, and one more row at most,
     * by which the excess is noticed. Memory is bounded by the limit, whatever the answer's length.
     */
    LimitedResult query(SqlStatement statement, ReadLimit limit);

    /** The columns of the answer that the statement would give. It is parsed and analysed, and not run. */
    List<QueryResult.Column> describe(SqlStatement statement);

    /** Gives the connection back; what was not committed is gone. Never throws. */
    @Override
    void close();

    /** What happens in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run();
    }
}
