package dev.madrugada.common.run;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import java.net.URI;
import java.time.LocalDate;

/** The faults of run records that are missing or do not match what is published. */
final class RunFaults {
    private RunFaults() {}

    static Fault noRecord(URI runRecord) {
        return Fault.of(ErrorCode.InputMissing)
                .at(runRecord.toString())
                .what("there is no record of this stage")
                .because("it has not run for this day, or wrote to another lake")
                .fix("run the night from its first stage, or correct --date and --lake");
    }

    static Fault recordOfAnotherVersion(URI runRecord) {
        return Fault.of(ErrorCode.InputMissing)
                .at(runRecord.toString())
                .what("this release cannot read the record of this stage")
                .because("another release wrote it, in another version than " + RunRecord.VERSION)
                .fix("run the night from its first stage: each stage runs again and replaces its record");
    }

    /** The manifest of a recorded generation lists another number of rows than was recorded. */
    static Fault rowsDiffer(LakeTable.Name table, Partition partition, long recorded, long listed) {
        return Fault.of(ErrorCode.ConservationViolated)
                .at(table + " " + partition)
                .what("its files list " + listed + " rows, and the night's record says " + recorded)
                .because("the manifest or the record was changed by hand")
                .fix("run the night again with force");
    }

    static Fault ownPartitionMissing(LakeTable.Name table, LocalDate date) {
        return Fault.of(ErrorCode.InputMissing)
                .at(table + " " + date)
                .what("transform's record lists no partition of the day itself")
                .because("a day without records is staged too, empty, so that its rules are evaluated: the record is"
                        + " of another release, or was changed by hand")
                .fix("run the night again with force");
    }
}
