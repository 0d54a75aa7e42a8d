package dev.madrugada.warehouse;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code madrugada_loads}: one line per dataset and day, written in the transaction that loads the day. It
 * answers whether a commit happened, and its lock puts loads in a row.
 *
 * <p>{@link #lock} must be a transaction's first statement. Redshift's default isolation is snapshot, and the snapshot
 * is taken by the first statement that reads or writes: two loads of a day that has no rows yet would each delete
 * nothing and insert everything, and the day would be there twice. Locked first, the second load sees what the first
 * one committed. The target itself is not locked, so its readers go on.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html">isolation in Redshift</a>
 */
public record LoadLedger(TableName table) {
    private static final List<Column> COLUMNS = List.of(
            column("dataset", "varchar(127)"),
            column("partition_day", "date"),
            column("generation", "bigint"),
            column("content_digest", "varchar(255)"),
            column("row_count", "bigint"),
            column("run_id", "varchar(127)"),
            column("loaded_at", "timestamp"));

    public static LoadLedger in(Identifier schema) {
        return new LoadLedger(new TableName(schema, new Identifier("madrugada_loads")));
    }

    public SqlStatement createIfAbsent() {
        return TableDdl.createIfAbsent(table, COLUMNS);
    }

    /** Waits until no other load is under way, and holds others off until the transaction ends. */
    public SqlStatement lock() {
        return SqlStatement.of("LOCK TABLE " + table);
    }

    /** The line of a dataset's day, if it was ever loaded. */
    public Optional<LoadEntry> find(RedshiftSession session, String dataset, LocalDate day) {
        List<List<@Nullable Object>> rows = session.query(SqlStatement.of(
                        "SELECT " + TableDdl.names(COLUMNS) + " FROM " + table + " WHERE \"dataset\" = ?"
                                + " AND \"partition_day\" = " + Literal.of(day),
                        dataset))
                .rows();
        if (rows.size() > 1) {
            // Keys are not enforced in Redshift: two lines mean that something else writes here. Trust neither.
            return Optional.empty();
        }
        return rows.stream().findFirst().map(LoadLedger::entry);
    }

    /** Writes the line of a dataset's day in place of the one before; for use inside the load's transaction. */
    public void replace(RedshiftSession session, LoadEntry entry) {
        session.execute(SqlStatement.of(
                "DELETE FROM " + table + " WHERE \"dataset\" = ? AND \"partition_day\" = " + Literal.of(entry.day()),
                entry.dataset()));
        session.execute(SqlStatement.of(
                "INSERT INTO " + table + " (" + TableDdl.names(COLUMNS) + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
                entry.dataset(),
                entry.day(),
                entry.generation(),
                entry.content(),
                entry.rows(),
                entry.runId(),
                entry.loadedAt()));
    }

    private static LoadEntry entry(List<@Nullable Object> row) {
        return new LoadEntry(
                value(row, 0, String.class),
                value(row, 1, LocalDate.class),
                value(row, 2, Long.class),
                value(row, 3, String.class),
                value(row, 4, Long.class),
                value(row, 5, String.class),
                value(row, 6, Instant.class));
    }

    private static <T> T value(List<@Nullable Object> row, int index, Class<T> type) {
        Object value = row.get(index);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("the ledger's " + COLUMNS.get(index).name() + " is no "
                    + type.getSimpleName() + ": something else writes the ledger");
        }
        return type.cast(value);
    }

    private static Column column(String name, String type) {
        return new Column(name, ColumnType.parse(type));
    }
}
