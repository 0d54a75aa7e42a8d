package dev.madrugada.common.run;

import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The run records of a lake: {@code runs/<dataset>/<date>/<stage>.json}, the last one of each that ended well. A stage
 * that failed after it published something leaves {@code failed/<stage>.json} beside it, which no stage goes by.
 */
public final class RunRecords {
    private final ObjectStore store;
    private final LakeLayout layout;

    public RunRecords(ObjectStore store, LakeLayout layout) {
        this.store = store;
        this.layout = layout;
    }

    public Optional<RunRecord> find(String dataset, LocalDate date, StageName stage) {
        return read(folder(dataset, date).recordOf(stage));
    }

    /** What the last failed run of a stage left, for people; empty if none left anything. */
    public Optional<RunRecord> findFailed(String dataset, LocalDate date, StageName stage) {
        return read(folder(dataset, date).failedRecordOf(stage));
    }

    private Optional<RunRecord> read(URI uri) {
        return store.read(uri).map(bytes -> Json.read(bytes, RunRecord.class, uri.toString()));
    }

    /** As {@link #find}, where its absence is an error: InputMissing. */
    public RunRecord require(String dataset, LocalDate date, StageName stage) {
        return find(dataset, date, stage)
                .orElseThrow(() -> RunFaults.noRecord(folder(dataset, date).recordOf(stage))
                        .exception());
    }

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
