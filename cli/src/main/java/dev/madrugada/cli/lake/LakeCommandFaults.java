package dev.madrugada.cli.lake;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.LakeTable;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

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

    static Fault registersIcebergOnly(DatasetContract contract) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at(contract.dataset())
                .what("the dataset's format is " + contract.format().name().toLowerCase(Locale.ROOT)
                        + ", and only Iceberg tables are registered")
                .because("everything that Parquet and Delta tables store about themselves is relative")
                .fix("run a night on the copied lake: its gate points the catalog to it");
    }

    static Fault notBuilt(Path jar) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at(jar.toString())
                .what("the gate's JAR does not exist")
                .because("Iceberg's libraries are only there")
                .fix("start the command with scripts/madrugada, which builds it, or run mvn package");
    }

    static Fault noAnswer(int status) {
        return Fault.of(ErrorCode.SinkUnavailable)
                .at("Iceberg's libraries")
                .what("their process ended with status " + status + " and no answer")
                .because("it was killed, or the machine has too little memory")
                .fix("run the command again");
    }

    static Fault formatUnknown(LakeTable table) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--dataset")
                .what(table + " has the log of a table format beside its manifests")
                .because("only the contract tells which format it is, and the files that its log references must stay")
                .fix("give the dataset's folder instead of its name");
    }
}
