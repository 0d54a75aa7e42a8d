package dev.madrugada.common.run;

import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.PinnedFolder;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes and reads failure records. Writing never throws: a record that cannot be written is logged, and the failure
 * that it was about stays the one that the caller throws.
 */
public final class FailureRecords {
    private static final Logger LOG = LoggerFactory.getLogger(FailureRecords.class);

    private final Supplier<? extends ObjectStore> store;
    private final Clock clock;

    /**
     * Records in a store.
     *
     * @param store opened by the first call; what it throws is handled as an error of the store
     * @param clock the system's, see {@link FailureRecord#failedAt}
     */
    public FailureRecords(Supplier<? extends ObjectStore> store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Records in a store that is open. */
    public FailureRecords(ObjectStore store, Clock clock) {
        this(() -> store, clock);
    }

    /** Writes the record of a job's failure. */
    public void write(MadrugadaException failure, StageArguments arguments, StageName stage, List<String> logs) {
        try {
            write(failure, FailureLocation.of(arguments, stage, datasetName(arguments.dataset())), logs);
        } catch (RuntimeException | LinkageError second) {
            notWritten(second);
        }
    }

    /** Writes the record of a failure. */
    public void write(MadrugadaException failure, FailureLocation location, List<String> logs) {
        try {
            store.get().write(location.uri(), Json.write(FailureRecord.of(failure, location, clock.instant(), logs)));
            LOG.info("event=failure-record object={}", location.uri());
        } catch (RuntimeException | LinkageError second) {
            notWritten(second);
        }
    }

    /** The failure record of an attempt; empty if the attempt left none. */
    public Optional<FailureRecord> find(FailureLocation location) {
        URI uri = location.uri();
        return store.get().read(uri).map(bytes -> Json.read(bytes, FailureRecord.class, uri.toString()));
    }

    /** The dataset's name in the contract; the folder's name if the contract cannot be read. */
    String datasetName(URI folder) {
        try {
            return DatasetFolder.read(store.get(), folder).contract().dataset();
        } catch (RuntimeException unreadable) {
            return folderName(folder);
        }
    }

    /** The last segment of a folder's URI, or of its dataset's if the folder is a published one. */
    public static String folderName(URI folder) {
        return PinnedFolder.lastSegment(PinnedFolder.dataset(folder));
    }

    private static void notWritten(Throwable second) {
        LOG.warn("event=failure-record-not-written: the failure itself is logged and thrown as usual", second);
    }
}
