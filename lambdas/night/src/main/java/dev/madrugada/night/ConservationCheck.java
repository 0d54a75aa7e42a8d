package dev.madrugada.night;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.time.ArrivalDay;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks that each record that arrived on a day has exactly one outcome, by the run records and raw's manifest. */
final class ConservationCheck {
    private ConservationCheck() {}

    /**
     * Compares the counts. Throws ConservationViolated unless read = raw = curated + quarantined + duplicates. The
     * number of raw records is taken from the current manifests of the day's hours, and the counts of ingest and
     * transform must equal it. Throws PublicationConflict if raw was published again after ingest or transform used it, because their counts
     * then describe other content.
     */
    static void check(RunRecord ingest, PartitionCommits rawHours, ArrivalDay day, RunRecord transform) {
        Map<Partition, LakePartition> recorded = new TreeMap<>();
        ingest.partitionsOf(LakeTable.Area.RAW).forEach(hour -> recorded.put(hour.partition(), hour));
        PublishedHours published = PublishedHours.of(rawHours, day).requireWhole(rawHours.table());
        for (Manifest manifest : published.manifests().values()) {
            requireRecorded(recorded.get(manifest.partition()), manifest);
            requireTransformed(manifest, transform);
        }
        long raw = published.rows();
        Conservation counts = Conservation.of(ingest, transform);
        counts.atIngest().ifPresent(difference -> violated(ingest, difference));
        equal(ingest, "kept as raw", counts.raw(), "listed by raw's manifest", raw);
        equal(transform, "raw", raw, "taken up by transform", Conservation.rawOf(transform));
        counts.atTransform().ifPresent(difference -> violated(transform, difference));
    }

    private static void requireRecorded(@Nullable LakePartition recorded, Manifest raw) {
        if (recorded == null || !recorded.identity().equals(raw.identity())) {
            throw published(
                    raw,
                    recorded == null
                            ? "ingest's record does not list it"
                            : "ingest's record lists generation " + recorded.generation());
        }
        if (recorded.rows() != raw.rows()) {
            throw Fault.of(ErrorCode.ConservationViolated)
                    .at("raw/" + raw.dataset() + " " + raw.partition())
                    .what("ingest recorded " + recorded.rows() + " rows, and the manifest lists " + raw.rows())
                    .because("the manifest or the record was changed after it was written")
                    .fix("run the night again with force; if it comes back, it is a bug: keep the lake and report it")
                    .exception();
        }
    }

    private static MadrugadaException published(Manifest raw, String other) {
        return Fault.of(ErrorCode.PublicationConflict)
                .at("raw/" + raw.dataset() + " " + raw.partition())
                .what("generation " + raw.generation() + " is published, and " + other)
                .because("another run published raw since")
                .fix("run the night again: it transforms what is published now")
                .exception();
    }

    private static void requireTransformed(Manifest raw, RunRecord transform) {
        if (!raw.content().text().equals(transform.inputs().get(StageIdentity.rawInput(raw.partition())))) {
            throw published(raw, "transform read other content");
        }
    }

    private static void equal(RunRecord runRecord, String of, long there, String to, long come) {
        if (there != come) {
            violated(runRecord, there + " records were " + of + " and " + come + " " + to);
        }
    }

    private static void violated(RunRecord runRecord, String difference) {
        throw Fault.of(ErrorCode.ConservationViolated)
                .at(runRecord.dataset() + " " + runRecord.date())
                .what(difference)
                .because("a stage lost or doubled records, or its record is of another run than the one before it")
                .fix("run the night again with force; if it comes back, it is a bug: keep the lake and report it")
                .exception();
    }
}
