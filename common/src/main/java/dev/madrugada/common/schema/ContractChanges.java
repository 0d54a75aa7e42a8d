package dev.madrugada.common.schema;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.LakeFormat;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.schema.ColumnChange.Kind;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes of a dataset's curated columns, from those of published partitions to those of its contract. The order of
 * columns is no change: files, catalog and warehouse are read by name.
 *
 * @param changes in the contract's order; removed columns last
 */
public record ContractChanges(String dataset, LakeFormat format, List<ColumnChange> changes) {
    public ContractChanges {
        changes = List.copyOf(changes);
    }

    /** The changes from one published partition. */
    public static ContractChanges between(PublishedColumns published, DatasetContract contract) {
        List<ColumnChange> changes = new ArrayList<>();
        Map<String, PublishedColumn> before = new HashMap<>();
        published.columns().forEach(column -> before.put(column.name(), column));
        for (Column column : contract.curatedColumns()) {
            PublishedColumn known = before.remove(column.name());
            if (known == null) {
                changes.add(new ColumnChange(Kind.ADDED, column.name(), null, column));
            } else if (known.type() != null) {
                TypeChange.between(known.type(), column.type())
                        .ifPresent(kind -> changes.add(new ColumnChange(kind, column.name(), known.type(), column)));
            }
        }
        published.columns().stream()
                .filter(column -> before.containsKey(column.name()))
                .forEach(column -> changes.add(new ColumnChange(Kind.REMOVED, column.name(), column.type(), null)));
        String partition = published.partition().column();
        if (!partition.equals(contract.eventTime().partition())) {
            changes.add(new ColumnChange(Kind.REPARTITIONED, partition, null, null));
        }
        return new ContractChanges(contract.dataset(), contract.format(), changes);
    }

    /**
     * The changes from the latest published day; empty if nothing was ever published.
     *
     * @throws dev.madrugada.common.error.MadrugadaException if the lake cannot be read
     */
    public static Optional<ContractChanges> since(ObjectStore store, URI lake, DatasetContract contract) {
        return PublishedColumns.latest(curated(store, lake, contract)).map(published -> between(published, contract));
    }

    /** The curated partitions of a contract's dataset, for reading. */
    public static PartitionCommits curated(ObjectStore store, URI lake, DatasetContract contract) {
        return new PartitionCommits(
                store, new LakeLayout(lake).curated(contract.dataset()), PartitionCatalog.NONE, Clock.systemUTC());
    }

    /** The gravest effect of all changes in a place. */
    public Effect in(Place place) {
        return changes.stream()
                .map(change -> change.in(place, format))
                .max(Effect::compareTo)
                .orElse(Effect.NOTHING);
    }

    /** A fault for each change with which no night may run. */
    public List<Fault> faults() {
        return changes.stream()
                .filter(change -> change.in(Place.LAKE, format).stopsNights())
                .map(this::fault)
                .toList();
    }

    /**
     * Throws if a night with this contract would leave readers with days that differ.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, naming each such change and what to do
     */
    public void requireInPlace() {
        Problems problems = new Problems();
        problems.addAll(faults());
        problems.throwIfAny(DatasetFolder.CONTRACT);
    }

    /**
     * Throws if not even a rebuild can make the change: the partition column has another name.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract
     */
    public void requireSamePartitions() {
        changes.stream()
                .filter(change -> change.kind() == Kind.REPARTITIONED)
                .findFirst()
                .ifPresent(change -> {
                    throw fault(change).exception();
                });
    }

    private Fault fault(ColumnChange change) {
        return SchemaFaults.notInPlace(dataset, change, renamed(change));
    }

    /** The added column that a removed one may have become: the only one of its type. */
    private Optional<String> renamed(ColumnChange removed) {
        List<String> added = changes.stream()
                .filter(change -> change.kind() == Kind.ADDED
                        && change.after() != null
                        && change.after().type().equals(removed.before()))
                .map(ColumnChange::column)
                .toList();
        return removed.kind() == Kind.REMOVED && added.size() == 1 ? Optional.of(added.get(0)) : Optional.empty();
    }
}
