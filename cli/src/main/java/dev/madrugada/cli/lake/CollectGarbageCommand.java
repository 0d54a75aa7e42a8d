package dev.madrugada.cli.lake;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.arguments.DatasetArgument;
import dev.madrugada.cli.arguments.FolderArgument;
import dev.madrugada.common.lake.Garbage;
import dev.madrugada.common.lake.GarbageCollection;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.PartitionInventory;
import dev.madrugada.common.lake.ReferencedFiles;
import dev.madrugada.common.text.Numbers;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madrugada collect-garbage}: deletes what nothing needs any more in a lake. */
@Command(
        name = "collect-garbage",
        header = "Delete what nothing needs any more in a lake.",
        description = {
            "",
            "Deletes old generations, staged content that cannot be published any more, and files that no manifest lists,"
                    + " of all partitions of a dataset. Keeps the last two generations of each partition, what was"
                    + " current in the last 24 hours, staged content that can still be published, and every object that is younger than"
                    + " 24 hours. May run at any time, beside nights and readers. Nights collect the partitions that they"
                    + " publish; this command finds the rest."
        })
public final class CollectGarbageCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Option(
            names = "--lake",
            required = true,
            paramLabel = "URI",
            description = "The lake: s3://bucket/folder, or a folder of this machine.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI lake;

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME|DIR",
            description = "The dataset's name, or its folder.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private String dataset;

    @Option(names = "--dry-run", description = "Print what would be deleted, and delete nothing.")
    private boolean dryRun;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public CollectGarbageCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment))) {
            String name = DatasetArgument.nameOf(dataset, store);
            for (LakeTable table : new LakeLayout(lake).tables(name)) {
                GarbageCollection collection =
                        new GarbageCollection(store, table, ReferencedFiles.NONE, Clock.systemUTC());
                print(table, dryRun ? found(collection) : collection.collect());
            }
            return 0;
        }
    }

    private static Garbage found(GarbageCollection collection) {
        return collection.inventories().stream()
                .map(PartitionInventory::garbage)
                .reduce(Garbage.NONE, Garbage::and);
    }

    private void print(LakeTable table, Garbage garbage) {
        spec.commandLine()
                .getOut()
                .println(table + ": "
                        + (garbage.isEmpty()
                                ? "nothing to delete"
                                : (dryRun ? "would delete " : "deleted ")
                                        + Numbers.grouped(garbage.manifests().size()) + " manifests and "
                                        + Numbers.grouped(garbage.files().size()) + " files, "
                                        + Numbers.bytes(garbage.bytes())));
    }
}
