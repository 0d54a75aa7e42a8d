package dev.madrugada.cli.lake;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.LakeTable;
import java.net.URI;

/** The faults of the commands that keep house in a lake. */
final class LakeCommandFaults {
    private LakeCommandFaults() {}

    static Fault nothingThere(URI lake) {
        return Fault.of(ErrorCode.InputMissing)
                .at(lake.toString())
                .what("no table is there")
                .because("no night has published there yet, or it is not a lake's root")
                .fix("correct --lake and --dataset");
    }

    static Fault mergesNoIceberg(String dataset) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at(dataset)
                .what("compact merges no files of an Iceberg table")
                .because("the Glue Data Catalog's optimizers do that, and keep Iceberg's own snapshots right")
                .fix("see 'Delta and Iceberg tables' in docs/operations.md");
    }

    static Fault collectsNoIceberg(String dataset) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at(dataset)
                .what("this command collects no garbage of an Iceberg table")
                .because(
                        "it cannot read which files Iceberg's snapshots reference; every night's gate can, and collects"
                                + " the partitions that it publishes")
                .fix("run the night of a day whose leftovers are to be deleted");
    }

    static Fault formatUnknown(LakeTable table) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--dataset")
                .what(table + " has the log of a table format beside its manifests")
                .because("only the contract tells which format it is, and the files that its log references must stay")
                .fix("give the dataset's folder instead of its name");
    }
}
