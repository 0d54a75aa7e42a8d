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
 * The load ledger, a table {@code madrugada_loads} with one row per dataset, target table and day. The transaction that
 * loads a day also writes its row, so that the row shows whether the commit happened. The lock of the ledger serializes
 * loads.
 *
 * <p>{@link #lock} must be the first statement of a transaction. Redshift's default isolation level is snapshot
 * isolation, and the first statement that reads or writes takes the snapshot. Without the lock, two concurrent first
 * loads of a day would each delete nothing and insert all rows, and the day would be loaded twice. With the lock, the
 * second load sees the rows that the first load committed. The target table is not locked, so that queries can read it.
 *
 * <p>Ledgers of earlier releases lack the column {@code target_table}; {@link #upgrade} adds it. Rows without a target
 * table are ignored.
 *
 * @param table the ledger table
 * @param target the table whose loads are read and written
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html">isolation in Redshift</a>
 */
public record LoadLedger(TableName table, TableName target) {
    private static final Column TARGET = column("target_table", "varchar(127)");
    private static final String WHERE_DATASET_AND_TARGET = " WHERE \"dataset\" = ? AND \"target_table\" = ?";
    private static final List<Column> COLUMNS = List.of(
            column("dataset", "varchar(127)"),
            column("partition_day", "date"),
            column("generation", "bigint"),
            column("content_digest", "varchar(255)"),
            column("row_count", "bigint"),
            column("run_id", "varchar(127)"),
            column("loaded_at", "timestamp"),
            TARGET);

    /** The ledger in the schema of the target table. */
    public static LoadLedger of(TableName target) {
        return new LoadLedger(new TableName(target.schema(), new Identifier("madrugada_loads")), target);
    }

    public SqlStatement createIfAbsent() {
        return TableDdl.createIfAbsent(table, COLUMNS);
    }

    /** Whether the ledger exists and has the column {@code target_table}. */
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
     * Adds the column {@code target_table} to a ledger of an earlier release. Has no effect if the column exists.
     * Redshift's ALTER TABLE has no IF NOT EXISTS, so this method checks for the column before and after it takes the
     * lock.
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

    /** The name of another dataset that has loaded this target table; empty if there is none. */
    public Optional<String> otherThan(RedshiftSession session, String dataset) {
        SqlStatement others = SqlStatement.of(
                "SELECT DISTINCT \"dataset\" FROM " + table + " WHERE \"target_table\" = ? AND \"dataset\" <> ?",
                target.table().name(),
                dataset);
        return session.query(others).rows().stream().findFirst().map(row -> value(row, 0, String.class));
    }

    /**
     * A digest of all ledger rows of the dataset for this target table. It changes when the content of a day changes.
     */
    public Digest state(RedshiftSession session, String dataset) {
        SqlStatement days = SqlStatement.of(
                "SELECT \"partition_day\", \"content_digest\", \"row_count\" FROM " + table + WHERE_DATASET_AND_TARGET
                        + " ORDER BY \"partition_day\", \"content_digest\"",
                dataset,
                target.table().name());
        return Digest.sha256(session.query(days).rows().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The statement that waits for other loads to end and then blocks them until the transaction ends. */
    public SqlStatement lock() {
        return SqlStatement.of("LOCK TABLE " + table);
    }

    /** The entry of a dataset's day; empty if it was not loaded, or if it has more than one row. */
    public Optional<LoadEntry> find(RedshiftSession session, String dataset, LocalDate day) {
        List<List<@Nullable Object>> rows = session.query(SqlStatement.of(
                        "SELECT " + TableDdl.names(COLUMNS) + " FROM " + table + WHERE_DATASET_AND_TARGET
                                + " AND \"partition_day\" = " + Literal.of(day),
                        dataset,
                        target.table().name()))
                .rows();
        if (rows.size() > 1) {
            // Redshift does not enforce keys. Two rows mean that another program writes the ledger, so neither is used.
            return Optional.empty();
        }
        return rows.stream().findFirst().map(LoadLedger::entry);
    }

    /**
     * Replaces the row of a dataset's day. Also deletes a row of that day without a target table. Call it within the
     * load's transaction.
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
                entry.content().text(),
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
                new Digest(value(row, 3, String.class)),
                value(row, 4, Long.class),
                value(row, 5, String.class),
                value(row, 6, Instant.class));
    }

    private static <T> T value(List<@Nullable Object> row, int index, Class<T> type) {
        Object value = row.get(index);
        if (!type.isInstance(value)) {
            throw new IllegalStateException(
                    "the ledger's column " + COLUMNS.get(index).name() + " is not a " + type.getSimpleName()
                            + "; another program may have written it");
        }
        return type.cast(value);
    }

    private static Column column(String name, String type) {
        return new Column(name, ColumnType.parse(type));
    }
}
