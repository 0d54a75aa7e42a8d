package dev.madrugada.common.run;

import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run records of a lake: {@code runs/<dataset>/<date>/<stage>.json}, of each stage the last run that ended well. A
 * stage that failed after it published something leaves {@code failed/<stage>.json} beside it, which no stage reads as
 * its input.
 *
 * <p>A record of another version than {@link RunRecord#VERSION} counts as no record: the stage is run again, which is
 * safe, since it publishes the same from the same inputs. A stage that requires such a record as its input is refused.
 */
public final class RunRecords {
    private static final Logger LOG = LoggerFactory.getLogger(RunRecords.class);

    private final ObjectStore store;
    private final LakeLayout layout;

    public RunRecords(ObjectStore store, LakeLayout layout) {
        this.store = store;
        this.layout = layout;
    }

    public Optional<RunRecord> find(String dataset, LocalDate date, StageName stage) {
        return read(folder(dataset, date).recordOf(stage));
    }

    /** The record of the stage's last failed run, for people; empty if no failed run has published anything. */
    public Optional<RunRecord> findFailed(String dataset, LocalDate date, StageName stage) {
        return read(folder(dataset, date).failedRecordOf(stage));
    }

    /** Whether the stage has a run record of any version. */
    boolean exists(String dataset, LocalDate date, StageName stage) {
        return store.read(folder(dataset, date).recordOf(stage)).isPresent();
    }

    /**
     * The record that a later stage reads as its input.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if there is none, or one of another version
     */
    public RunRecord require(String dataset, LocalDate date, StageName stage) {
        URI uri = folder(dataset, date).recordOf(stage);
        return read(uri)
                .orElseThrow(() -> exists(dataset, date, stage)
                        ? RunFaults.recordOfAnotherVersion(uri).exception()
                        : RunFaults.noRecord(uri).exception());
    }

    private Optional<RunRecord> read(URI uri) {
        return store.read(uri)
                .filter(bytes -> isReadable(bytes, uri))
                .map(bytes -> Json.read(bytes, RunRecord.class, uri.toString()));
    }

    private static boolean isReadable(byte[] bytes, URI uri) {
        int version = Json.read(bytes, RunRecordVersion.class, uri.toString()).version();
        if (version != RunRecord.VERSION) {
            LOG.warn(
                    "{} is of version {}, and this release reads version {}: it counts as no record",
                    uri,
                    version,
                    RunRecord.VERSION);
        }
        return version == RunRecord.VERSION;
    }

    /** The version is read before the other fields, because another version may have a different format. */
    private record RunRecordVersion(int version) {}

    void save(RunRecord runRecord) {
        store.write(folderOf(runRecord).recordOf(runRecord.stage()), Json.write(runRecord));
    }

    void saveFailed(RunRecord runRecord) {
        store.write(folderOf(runRecord).failedRecordOf(runRecord.stage()), Json.write(runRecord));
    }

    private RunFolder folderOf(RunRecord runRecord) {
        return folder(runRecord.dataset(), runRecord.date());
    }

    private RunFolder folder(String dataset, LocalDate date) {
        return RunFolder.of(layout, dataset, date);
    }
}
