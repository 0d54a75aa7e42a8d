package dev.madrugada.load;

import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.warehouse.LoadEntry;
import dev.madrugada.warehouse.LoadLedger;
import dev.madrugada.warehouse.RedshiftSession;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one day into the target: COPY into a staging table and its checks, then one short transaction, which alone holds
 * the ledger's lock. The day is there as it was before, or as it is published, and the ledger says which. After an
 * error, and after a kill at any instant, the same load may run again.
 */
final class PartitionLoad {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionLoad.class);

    private final RedshiftSession session;
    private final TargetTable target;
    private final LoadLedger ledger;
    private final StagingTables tables;
    private final Attempt attempt;
    private final Consumer<ReadyPartition> requireCurrent;

    /** The run's id, its rerun mode, the role with which COPY reads the lake, and the run's clock. */
    record Attempt(String runId, Rerun rerun, CopyRole role, Clock clock) {}

    private record Loaded(String how, long rows) {}

    /**
     * Loads into a target.
     *
     * @param requireCurrent throws PublicationConflict if another generation is published by now
     */
    PartitionLoad(
            RedshiftSession session,
            TargetTable target,
            LoadLedger ledger,
            StagingTables tables,
            Attempt attempt,
            Consumer<ReadyPartition> requireCurrent) {
        this.session = session;
        this.target = target;
        this.ledger = ledger;
        this.tables = tables;
        this.attempt = attempt;
        this.requireCurrent = requireCurrent;
    }

    /**
     * Loads the day, unless the ledger and the target say that this very content is there.
     *
     * @return how many rows of the day the target holds, as counted in it
     */
    long run(ReadyPartition ready, URI copyManifest) {
        Manifest published = ready.manifest();
        requireKnownColumns(ready);
        Loaded loaded = loaded(ready, copyManifest);
        LOG.info(
                "{}: generation {} with {} rows {} {}",
                ready,
                published.generation(),
                loaded.rows(),
                loaded.how(),
                target.name().plain());
        return loaded.rows();
    }

    private Loaded loaded(ReadyPartition ready, URI copyManifest) {
        try {
            // Reads the ledger, and so waits for a load that holds its lock; a forced load does not wait before COPY.
            if (isToBeSkipped(ready)) {
                requireCurrent.accept(ready);
                return alreadyIn(ready);
            }
            return ready.rows() > 0
                    ? staged(ready, copyManifest)
                    : session.transaction(() -> replaced(ready, Optional.empty()));
        } catch (MadrugadaException refused) {
            throw new MismatchedColumns(session, target).named(refused);
        }
    }

    /** Copies and checks without a lock; only then takes the lock, and replaces the day from the staging table. */
    private Loaded staged(ReadyPartition ready, URI copyManifest) {
        StagingTable staging = tables.next(ready.columns(target.curated()), Instant.now(Clock.systemUTC()));
        session.execute(staging.create());
        try {
            fill(staging, ready, copyManifest);
            return session.transaction(() -> replaced(ready, Optional.of(staging)));
        } finally {
            StagingTables.drop(session, staging.name());
        }
    }

    private Loaded replaced(ReadyPartition ready, Optional<StagingTable> staging) {
        Manifest published = ready.manifest();
        // First, before any snapshot is taken: see LoadLedger.
        session.execute(ledger.lock());
        requireOwnTable(published.dataset());
        if (isToBeSkipped(ready)) {
            requireCurrent.accept(ready);
            return alreadyIn(ready);
        }
        session.execute(target.delete(ready.day()));
        staging.ifPresent(filled -> session.execute(target.insert(ready.day(), filled)));
        long there = session.query(target.count(ready.day())).number();
        requireRows(ready, "the target", there);
        // Last, and only once, because it asks S3 while other loads wait: a newer generation may have been published
        // and loaded during COPY and the wait for the lock, or its run may have found this day in the ledger as it was.
        requireCurrent.accept(ready);
        ledger.replace(
                session,
                new LoadEntry(
                        published.dataset(),
                        ready.day(),
                        published.generation(),
                        published.content(),
                        ready.rows(),
                        attempt.runId(),
                        attempt.clock().instant()));
        return new Loaded("loaded into", there);
    }

    private static Loaded alreadyIn(ReadyPartition ready) {
        return new Loaded("was already in", ready.rows());
    }

    private boolean isToBeSkipped(ReadyPartition ready) {
        return attempt.rerun() == Rerun.IF_CHANGED && isLoaded(ready);
    }

    private boolean isLoaded(ReadyPartition ready) {
        Manifest published = ready.manifest();
        Optional<LoadEntry> entry = ledger.find(session, published.dataset(), ready.day());
        return entry.filter(line -> line.isOf(published.identity()))
                .filter(line -> session.query(target.count(ready.day())).number() == line.rows())
                .isPresent();
    }

    private void fill(StagingTable staging, ReadyPartition ready, URI copyManifest) {
        session.execute(staging.copy(copyManifest, attempt.role()));
        List<@Nullable Object> counts = session.query(staging.count()).rows().get(0);
        requireRows(ready, "the staging table", number(counts.get(0)));
        for (int i = 0; i < staging.columns().size(); i++) {
            String column = staging.columns().get(i).name();
            Manifest.ColumnFigures figures = ready.manifest().columns().get(column);
            long nulls = ready.rows() - number(counts.get(i + 1));
            if (figures != null && figures.nulls() != nulls) {
                throw violated(
                        ready,
                        "column " + column + " has " + nulls + " nulls in the staging table and " + figures.nulls()
                                + " in the lake");
            }
        }
    }

    private void requireRows(ReadyPartition ready, String where, long rows) {
        if (rows != ready.rows()) {
            throw violated(ready, where + " holds " + rows + " rows of the day and " + ready.rows() + " are published");
        }
    }

    /** Requires a table of the dataset's own: two datasets in one table would delete each other's days. */
    private void requireOwnTable(String dataset) {
        ledger.otherThan(session, dataset).ifPresent(other -> {
            throw LoadFaults.tableOfAnotherDataset(dataset, other, target.name(), ledger.table())
                    .exception();
        });
    }

    /**
     * Requires that the contract has each column of the files. The files of a day that was published before a column was
     * added lack that column: it stays null in the target. COPY of Parquet goes by position, so the staging table has the
     * files' columns in the files' order.
     */
    private void requireKnownColumns(ReadyPartition ready) {
        List<String> files = List.copyOf(ready.manifest().columns().keySet());
        List<String> table =
                target.curated().stream().map(column -> column.name()).toList();
        if (ready.rows() > 0 && !(table.containsAll(files) && !files.isEmpty())) {
            throw LoadFaults.otherColumns(ready, files, table).exception();
        }
    }

    private RuntimeException violated(ReadyPartition ready, String what) {
        return LoadFaults.countsDiffer(ready, target.name(), what).exception();
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalStateException("a count that is no number: " + value);
    }
}
