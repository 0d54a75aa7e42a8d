package dev.madrugada.common.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What dataset.yaml says, read whole and checked whole by {@link DatasetFolder#read}.
 *
 * @param dataset the dataset's name: a lower-case identifier, used in paths and table names
 * @param catalog empty if the dataset is in no catalog
 * @param maxQuarantined how many records of an arrival day may be refused before its night fails
 */
public record DatasetContract(
        String dataset,
        Source source,
        Payload payload,
        Key key,
        EventTime eventTime,
        List<Lookup> lookups,
        List<DerivedColumn> derived,
        WarehouseTable warehouse,
        Report report,
        Optional<Catalog> catalog,
        QuarantineLimit maxQuarantined) {

    public DatasetContract {
        lookups = List.copyOf(lookups);
        derived = List.copyOf(derived);
    }

    /**
     * The columns of a curated file, in order: the payload's, each lookup's, the derived ones. The partition column
     * is not among them: COPY of Parquet is positional, and the load adds it as a literal.
     */
    public List<Column> curatedColumns() {
        List<Column> columns = new ArrayList<>();
        payload.columns().forEach(source -> columns.add(source.column()));
        lookups.forEach(lookup -> lookup.columns().forEach(from -> columns.add(from.column())));
        derived.forEach(computed -> columns.add(computed.column()));
        return List.copyOf(columns);
    }
}
