package dev.madrugada.warehouse;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.lake.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code madrugada_loads}: one line per dataset, target table and day, written in the transaction that loads
 * the day. It answers whether a commit happened, and its lock puts loads in a row.
 *
 * <p>{@link #lock} must be a transaction's first statement. Redshift's default isolation is snapshot, and the snapshot
 * is taken by the first statement that reads or writes: two loads of a day that has no rows yet would each delete
 * nothing and insert everything, and the day would be there twice. Locked first, the second load sees what the first
 * one committed. The target itself is not locked, so its readers go on.
 *
 * <p>Ledgers of earlier releases know no target: {@link #upgrade} adds the column, and a line without one is the load of
 * nobody knows which table, which is to say of none.
 *
 * @param target the table whose loads are asked for and noted
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html">isolation in Redshift</a>
 */
public record LoadLedger(TableName table, TableName target) {
    private static final Column TARGET = column("target_table", "varchar(127)");
    private static final String OF_TARGET = " WHERE \"dataset\" = ? AND \"target_table\" = ?";
    private static final List<Column> COLUMNS = List.of(
            column("dataset", "varchar(127)"),
            column("partition_day", "date"),
            column("generation", "bigint"),
            column("content_digest", "varchar(255)"),
            column("row_count", "bigint"),
            column("run_id", "varchar(127)"),
            column("loaded_at", "timestamp"),
            TARGET);

    /** The ledger of the target's own schema. */
    public static LoadLedger of(TableName target) {
        return new LoadLedger(new TableName(target.schema(), new Identifier("madrugada_loads")), target);
    }

    public SqlStatement createIfAbsent() {
        return TableDdl.createIfAbsent(table, COLUMNS);
    }

    /** Whether it is there with its columns of today. */
    public boolean isThere(RedshiftSession session) {
        SqlStatement columns = SqlStatement.of(
                "SELECT count(*) FROM information_schema.columns WHERE table_schema = ? AND table_name = ?"
                        + " AND column_name = ?",
                table.schema().name(),
                table.table().name(),
                TARGET.name());
        return session.query(columns).number() > 0;
    }

    /**
     * Adds to an earlier release's ledger what it lacks. Redshift's ALTER TABLE knows no IF NOT EXISTS, so it is looked
     * for first, and again once the lock is held.
     */
    public void upgrade(RedshiftSession session) {
        if (isThere(session)) {
            return;
        }
        long unused = session.transaction(() -> {
            session.execute(lock());
            return isThere(session) ? 0 : session.execute(TableDdl.addColumn(table, TARGET));
        });
    }

    /** Another dataset that loads this target, if there is one. */
    public Optional<String> otherThan(RedshiftSession session, String dataset) {
        SqlStatement others = SqlStatement.of(
                "SELECT DISTINCT \"dataset\" FROM " + table + " WHERE \"target_table\" = ? AND \"dataset\" <> ?",
                target.table().name(),
                dataset);
        return session.query(others).rows().stream().findFirst().map(row -> value(row, 0, String.class));
    }

    /** A digest of all that the dataset has in the target: another one when any of its days was loaded anew. */
    public Digest state(RedshiftSession session, String dataset) {
        SqlStatement days = SqlStatement.of(
                "SELECT \"partition_day\", \"content_digest\", \"row_count\" FROM " + table + OF_TARGET
                        + " ORDER BY \"partition_day\", \"content_digest\"",
                dataset,
                target.table().name());
        return Digest.sha256(session.query(days).rows().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until no other load is under way, and holds others off until the transaction ends. */
    public SqlStatement lock() {
        return SqlStatement.of("LOCK TABLE " + table);
    }

    /** The line of a dataset's day, if it was ever loaded. */
    public Optional<LoadEntry> find(RedshiftSession session, String dataset, LocalDate day) {
        List<List<@Nullable Object>> rows = session.query(SqlStatement.of(
                        "SELECT " + TableDdl.names(COLUMNS) + " FROM " + table + OF_TARGET + " AND \"partition_day\" = "
                                + Literal.of(day),
                        dataset,
                        target.table().name()))
                .rows();
        if (rows.size() > 1) {
            // Keys are not enforced in Redshift: two lines mean that something else writes here. Trust neither.
            return Optional.empty();
        }
        return rows.stream().findFirst().map(LoadLedger::entry);
    }

    /**
     * Writes the line of a dataset's day in place of the one before, and of one that names no target; for use inside
     * the load's transaction.
     */
    public void replace(RedshiftSession session, LoadEntry entry) {
        session.execute(SqlStatement.of(
                "DELETE FROM " + table + " WHERE \"dataset\" = ? AND (\"target_table\" = ? OR \"target_table\" IS NULL)"
                        + " AND \"partition_day\" = " + Literal.of(entry.day()),
                entry.dataset(),
                target.table().name()));
        session.execute(SqlStatement.of(
                "INSERT INTO " + table + " (" + TableDdl.names(COLUMNS) + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                entry.dataset(),
                entry.day(),
                entry.generation(),
                entry.content(),
                entry.rows(),
                entry.runId(),
                entry.loadedAt(),
                target.table().name()));
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
