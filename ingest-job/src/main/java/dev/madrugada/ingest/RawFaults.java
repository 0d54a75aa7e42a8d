package dev.madrugada.ingest;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.ingest.ErasedRecords.Coordinates;
import dev.madrugada.ingest.source.HourSpan;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The faults of publishing hours of raw. */
final class RawFaults {
    private RawFaults() {}

    static Fault writtenDiffers(LakeTable raw, Partition hour, String difference) {
        return Fault.of(ErrorCode.ConservationViolated)
                .at(raw + " " + hour)
                .what(difference)
                .because("records were lost or doubled between the source and the lake")
                .fix("run the night again with --force; report it if it comes back");
    }

    static Fault outside(LakeTable raw, HourSpan span, long records) {
        return Fault.of(ErrorCode.ConservationViolated)
                .at(raw + " " + span)
                .what("the source returned " + records + " records that arrived outside of these hours")
                .because("the source and ingest do not agree on the time of their arrival")
                .fix("nothing of these hours was published; report it");
    }

    /** The source lacks records of a published hour. */
    static Fault recordsMissing(LakeTable raw, Manifest published, long count, List<Coordinates> first) {
        String named = first.stream().map(Coordinates::toString).collect(Collectors.joining("; "));
        return expired(
                raw,
                published,
                "the source no longer has " + count + " of the records of generation " + published.generation()
                        + ": " + named
                        + (count > first.size() ? " and " + (count - first.size()) + " more" : ""));
    }

    /** Files of the published generation are damaged, and the source has fewer records than it lists. */
    static Fault fewerOfShard(LakeTable raw, Manifest published, String shard, long left, long rows) {
        return expired(
                raw,
                published,
                "the source has " + left + " records of shard " + shard + ", and generation " + published.generation()
                        + ", of which files are missing, lists " + rows);
    }

    private static Fault expired(LakeTable raw, Manifest published, String what) {
        return Fault.of(ErrorCode.RecordsExpired)
                .at(raw + " " + published.partition())
                .what(what)
                .because("the source no longer holds the whole hour, or holds another; raw stays as it is")
                .fix("run the night again without force, which does not read published hours; if the hour is to have"
                        + " fewer records, first move its manifests away from " + raw + "/_published/"
                        + published.partition() + "/ (a local run: --replace-input)");
    }

    static Fault notSettled(LakeTable raw, ArrivalDay day, Instant settled, Instant now) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--date " + day.date())
                .what("the last hour of the day may be read from " + settled + " on, and it is " + now)
                .because("records of " + day + " may still arrive or become readable in " + raw)
                .fix("run it later, or with --hourly true for the hours that have settled");
    }
}
