package dev.madrugada.load;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.Publications;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.Stage;
import dev.madrugada.common.run.StageOutcome;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** Finds what a night has to load, and refuses what is not published, not current or not proved. */
final class ReadyPartitions {
    private final ObjectStore store;
    private final LakeLayout layout;
    private final String dataset;
    private final Publications curated;

    ReadyPartitions(ObjectStore store, LakeLayout layout, String dataset, Clock clock) {
        this.store = store;
        this.layout = layout;
        this.dataset = dataset;
        // It reads; the catalog is not its business.
        this.curated = new Publications(store, layout.curated(dataset), PartitionCatalog.NONE, clock);
    }

    /** The curated partitions that the transform of this date published, in order. */
    List<ReadyPartition> of(LocalDate date) {
        RunRecord transform = new RunRecords(store, layout).require(dataset, date, Stage.TRANSFORM);
        return transform.outputs().stream()
                .filter(output -> output.table().equals(curated.table().toString()))
                .map(this::ready)
                .toList();
    }

    private ReadyPartition ready(StageOutcome.Output output) {
        Partition partition = Partition.parse(output.partition());
        Manifest manifest = curated.require(partition);
        if (manifest.generation() != output.generation() || !manifest.content().equals(output.content())) {
            throw new Fault(
                            ErrorCode.PublicationConflict,
                            curated.table() + " " + partition,
                            "generation " + manifest.generation() + " is published, and this night's transform listed "
                                    + output.generation(),
                            "another run published this day meanwhile",
                            "run the night again from transform: it starts from what is published now")
                    .exception();
        }
        requirePassed(partition, manifest);
        return new ReadyPartition(manifest);
    }

    /** The gate of the state machine looks at this too; a load that is started by hand has only this check. */
    private void requirePassed(Partition partition, Manifest manifest) {
        URI uri = layout.verdict(dataset, partition);
        Verdict verdict = store.read(uri)
                .map(bytes -> Json.read(bytes, Verdict.class, uri.toString()))
                .orElseThrow(() -> refused(
                        uri, "there is no verdict", "the quality job has not run for this partition, or elsewhere"));
        if (!verdict.dataset().equals(dataset) || !verdict.partition().equals(partition.toString())) {
            throw refused(
                    uri,
                    "the verdict is about " + verdict.dataset() + " " + verdict.partition(),
                    "it lies in another partition's place");
        }
        if (!verdict.content().equals(manifest.content())) {
            throw refused(
                    uri,
                    "the verdict is about generation " + verdict.generation() + " and " + manifest.generation()
                            + " is published",
                    "the content changed after it was examined");
        }
        if (!verdict.isPassed()) {
            throw refused(uri, "the partition did not pass", "a rule of quality.dqdl was broken");
        }
    }

    private static RuntimeException refused(URI verdict, String what, String why) {
        return new Fault(
                        ErrorCode.QualityGateFailed,
                        verdict.toString(),
                        what,
                        why,
                        "see the verdict; mend the data or the rules, then run the night again from quality")
                .exception();
    }
}
