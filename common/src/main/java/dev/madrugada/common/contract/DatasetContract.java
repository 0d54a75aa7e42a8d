package dev.madrugada.common.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The content of dataset.yaml, read and checked by {@link DatasetFolder#read}.
 *
 * @param dataset the dataset's name: a lower-case identifier, used in paths and table names
 * @param catalog empty if the dataset has no table in the Glue Catalog
 * @param maxQuarantined the number of refused records of one arrival day above which its night fails
 * @param format the format of the curated table
 * @param catchUpDays the maximum number of days without a night that one execution makes up
 */
public record DatasetContract(
        String dataset,
        Source source,
        Payload payload,
        Key key,
        EventTime eventTime,
        List<Lookup> lookups,
        List<DerivedColumn> derived,
        List<Check> checks,
        WarehouseTable warehouse,
        Report report,
        Optional<Catalog> catalog,
        QuarantineLimit maxQuarantined,
        LakeFormat format,
        int catchUpDays) {
    public static final int DEFAULT_CATCH_UP_DAYS = 3;
    public static final int MAX_CATCH_UP_DAYS = 31;

    public DatasetContract {
        lookups = List.copyOf(lookups);
        derived = List.copyOf(derived);
        checks = List.copyOf(checks);
    }

    /**
     * All columns of a record, in order, with the hidden ones: the payload's columns, each lookup's columns, the derived
     * columns.
     */
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        payload.columns().forEach(source -> columns.add(source.column()));
        lookups.forEach(lookup -> lookup.columns().forEach(from -> columns.add(from.column())));
        derived.forEach(computed -> columns.add(computed.column()));
        return List.copyOf(columns);
    }

    /**
     * The columns of a curated file: {@link #columns} without the hidden ones. The files do not contain the partition
     * column: Redshift's COPY of Parquet maps columns by position, and the load adds the partition column as a literal.
     */
    public List<Column> curatedColumns() {
        return columns().stream().filter(column -> !column.isHidden()).toList();
    }

    /** The columns that a reader of the curated table sees: {@link #curatedColumns}, then the partition column. */
    public List<Column> tableColumns() {
        List<Column> columns = new ArrayList<>(curatedColumns());
        columns.add(new Column(eventTime.partition(), ColumnType.of(ColumnType.Kind.DATE)));
        return List.copyOf(columns);
    }

    /** This contract with another payload. */
    DatasetContract withPayload(Payload other) {
        return new DatasetContract(
                dataset,
                source,
                other,
                key,
                eventTime,
                lookups,
                derived,
                checks,
                warehouse,
                report,
                catalog,
                maxQuarantined,
                format,
                catchUpDays);
    }
}
