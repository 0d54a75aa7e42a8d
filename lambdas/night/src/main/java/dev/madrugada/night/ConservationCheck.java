package dev.madrugada.night;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StageIdentity;
import java.util.List;

/** Checks that each record that arrived on a day has exactly one outcome, by the run records and raw's manifest. */
final class ConservationCheck {
    private ConservationCheck() {}

    /**
     * Compares the counts. Throws ConservationViolated unless read = raw = curated + quarantined + duplicates. The
     * number of raw records is taken from the current manifest, and the counts of ingest and transform must equal it.
     * Throws PublicationConflict if raw was published again after ingest or transform used it, because their counts
     * then describe other content.
     */
    static void check(RunRecord ingest, PartitionCommits rawDays, RunRecord transform) {
        List<Manifest> published = ingest.partitionsOf(LakeTable.Area.RAW).stream()
                .map(partition -> partition.requireIn(rawDays))
                .toList();
        published.forEach(manifest -> requireTransformed(manifest, transform));
        long raw = published.stream().mapToLong(Manifest::rows).sum();
        Conservation counts = Conservation.of(ingest, transform);
        counts.atIngest().ifPresent(difference -> violated(ingest, difference));
        equal(ingest, "kept as raw", counts.raw(), "listed by raw's manifest", raw);
        equal(transform, "raw", raw, "taken up by transform", Conservation.rawOf(transform));
        counts.atTransform().ifPresent(difference -> violated(transform, difference));
    }

    private static void requireTransformed(Manifest raw, RunRecord transform) {
        String content = raw.content().text();
        String read = transform.inputs().getOrDefault(StageIdentity.rawInput(raw.partition()), content);
        if (!read.equals(content)) {
            throw Fault.of(ErrorCode.PublicationConflict)
                    .at("raw/" + raw.dataset() + " " + raw.partition())
                    .what("generation " + raw.generation() + " is published, and transform read other content")
                    .because("another run published raw since")
                    .fix("run the night again: it transforms what is published now")
                    .exception();
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
