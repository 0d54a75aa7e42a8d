package dev.madrugada.common.lake;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** The faults of publishing partitions and of reading published ones. */
final class LakeFaults {
    /** The most hours that a message names. */
    private static final int LISTED_HOURS = 6;

    private LakeFaults() {}

    static Fault notPublished(LakeTable table, Partition partition) {
        return Fault.of(ErrorCode.InputMissing)
                .at(table + " " + partition)
                .what("nothing is published there")
                .because("an earlier stage of this day has not run or wrote to another lake")
                .fix("run the night from its first stage, or correct --date and --lake");
    }

    /** Hours of an arrival day are not published. */
    static Fault hoursMissing(LakeTable raw, ArrivalDay day, List<ArrivalHour> missing) {
        return Fault.of(ErrorCode.InputMissing)
                .at(raw + " " + day)
                .what((missing.size() == 1 ? "1 hour is" : missing.size() + " hours are") + " not published: "
                        + hours(missing))
                .because("ingest of this day has not run or has not ended, or it wrote to another lake")
                .fix("run the night from its first stage, or correct --date and --lake");
    }

    private static String hours(List<ArrivalHour> hours) {
        return hours.stream().limit(LISTED_HOURS).map(ArrivalHour::toString).collect(Collectors.joining(", "))
                + (hours.size() > LISTED_HOURS ? " and " + (hours.size() - LISTED_HOURS) + " more" : "");
    }

    /** A day of raw is published as one partition, as earlier builds did. */
    static Fault wholeDay(LakeTable table, Partition day) {
        return Fault.of(ErrorCode.InputMissing)
                .at(table + " " + day)
                .what("the day is published as one partition, and this release publishes hours")
                .because("an earlier build wrote it; its raw is not converted")
                .fix("if the source still has the day, move " + table + "/_published/" + day
                        + "/ away and run the night from its first stage; otherwise use an empty lake");
    }

    /** Another run published the partition after the staged partition's base was read. */
    static Fault publishedMeanwhile(LakeTable table, StagedPartition staged, long published) {
        return Fault.of(ErrorCode.PublicationConflict)
                .at(table + " " + staged.partition())
                .what("another run published generation " + published
                        + " since this one read its inputs, when it was generation " + staged.base())
                .because("two runs that publish this partition were under way at once")
                .fix("run the night again: it starts from what is published now");
    }

    /** Files that were to have the rows of the current generation have other rows. */
    static Fault rewrittenDiffers(LakeTable table, Manifest current, StagedPartition rewritten) {
        return Fault.of(ErrorCode.ConservationViolated)
                .at(table + " " + rewritten.partition())
                .what("the files below " + rewritten.location() + " have other content than generation "
                        + current.generation())
                .because("rows were lost, doubled or changed while they were written again")
                .fix("nothing was published; keep the lake as it is and report it");
    }

    /**
     * What a run staged can no longer be published.
     *
     * @param published the number of the current generation; 0 if there is none
     */
    static Fault notStaged(LakeTable table, Generation staged, long published) {
        return Fault.of(ErrorCode.PublicationConflict)
                .at(table + " " + staged.partition())
                .what(
                        published == staged.number() - 1
                                ? "what the night's record lists as staged is no longer there"
                                : "generation " + published + " is published with other content, and the night staged"
                                        + " generation " + staged.number())
                .because("another run published or removed it since")
                .fix("run the night again: it starts from what is published now");
    }

    /** The current generation is not the one that a run record lists. */
    static Fault notCurrent(LakeTable table, Generation recorded, Manifest published) {
        return Fault.of(ErrorCode.PublicationConflict)
                .at(table + " " + recorded.partition())
                .what("generation " + published.generation() + " is published, and the night's record lists "
                        + (published.generation() == recorded.number() ? "it with other content" : recorded.number()))
                .because("another run published since")
                .fix("run the night again: it starts from what is published now");
    }

    static Fault damaged(LakeTable table, Manifest manifest, ListedFiles.Damaged damaged) {
        return Fault.of(ErrorCode.InputMissing)
                .at(table + " " + manifest.partition())
                .what(damaged + ", and generation " + manifest.generation() + " lists it with "
                        + damaged.file().bytes() + " bytes")
                .because("something other than a night deleted or changed it below " + manifest.location())
                .fix("run the night again with force, and see what else writes there");
    }

    /** The stored location leads out of the table, or into another partition. */
    static Fault locationElsewhere(String where, LakeTable table, Manifest stored) {
        return Fault.of(ErrorCode.InputMissing)
                .at(where)
                .what("its location '" + stored.location() + "' is not a folder of " + table + " " + stored.partition())
                .because("the manifest is another table's, or it was changed by hand")
                .fix("restore the object from an earlier version of it, or from the lake that this one is a copy of");
    }

    static Fault collectedWhileRead(URI manifest) {
        return Fault.of(ErrorCode.PublicationConflict)
                .at(manifest.toString())
                .what("a generation went away while it was read")
                .because("another run published and collected old generations meanwhile")
                .fix("run the night again");
    }

    static Fault catalogDisagrees(LakeTable table, Manifest published) {
        return Fault.of(ErrorCode.SinkUnavailable)
                .at(table + " " + published.partition())
                .what("the catalog's location and the published one did not come to agree")
                .because("other runs kept publishing, or something else sets the partition's location")
                .fix("run the night again, and see that nothing else writes this table's partitions");
    }
}
