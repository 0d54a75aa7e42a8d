package dev.madrugada.cli.lake;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.arguments.DatasetArgument;
import dev.madrugada.cli.arguments.DatasetInLake;
import dev.madrugada.cli.arguments.FolderArgument;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.LakeFormat;
import dev.madrugada.common.lake.Garbage;
import dev.madrugada.common.lake.GarbageCollection;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PartitionInventory;
import dev.madrugada.common.lake.ReferencedFiles;
import dev.madrugada.common.text.Numbers;
import dev.madrugada.formats.OpenTableFormat;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    /** What Delta and Iceberg have beside the data files. */
    private static final List<String> FORMAT_FOLDERS = List.of("_delta_log/", "_iceberg/");

    private final Map<String, String> environment;

    @Mixin
    private final DatasetInLake place = new DatasetInLake();

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
        AwsClients clients = new AwsClients(environment);
        try (AwsObjectStore store = new AwsObjectStore(clients)) {
            Optional<DatasetContract> contract = DatasetArgument.contractOf(place.dataset(), store);
            if (contract.filter(known -> known.format() == LakeFormat.ICEBERG).isPresent()) {
                return collectedByFunction(new FolderArgument().convert(place.dataset()));
            }
            String name = contract.map(DatasetContract::dataset).orElse(place.dataset());
            LakeTable curated = new LakeLayout(place.lake()).curated(name);
            requireKnownFormat(contract, store, curated);
            PartitionCommits commits = new PartitionCommits(store, curated, PartitionCatalog.NONE, Clock.systemUTC());
            try (OpenTableFormat format = contract.map(
                            known -> OpenTableFormat.of(known, commits, store, clients, Clock.systemUTC()))
                    .orElse(OpenTableFormat.NONE)) {
                for (LakeTable table : new LakeLayout(place.lake()).tables(name)) {
                    ReferencedFiles references = format.format()
                            .<ReferencedFiles>map(open -> open)
                            .filter(open -> table.equals(curated))
                            .orElse(ReferencedFiles.NONE);
                    GarbageCollection collection = new GarbageCollection(store, table, references, Clock.systemUTC());
                    print(table, dryRun ? found(collection) : collection.collect());
                }
            }
            return 0;
        }
    }

    /** Which files Iceberg's snapshots reference is known to Iceberg's libraries only. */
    private int collectedByFunction(URI dataset) {
        HousekeepingFunction.Ended ended = HousekeepingFunction.ofProject()
                .call(dryRun ? "find-garbage" : "collect-garbage", dataset, place.lake());
        if (ended.status() != 0) {
            spec.commandLine().getErr().println(ended.message());
            return ended.status();
        }
        ended.answer()
                .path("tables")
                .forEach(table -> print(
                        table.path("table").asText(),
                        table.path("manifests").asInt(),
                        table.path("files").asInt(),
                        table.path("bytes").asLong()));
        return 0;
    }

    /** Without the contract, the files that a table format's log references are unknown. */
    private static void requireKnownFormat(Optional<DatasetContract> contract, ObjectStore store, LakeTable curated) {
        boolean hasLog = FORMAT_FOLDERS.stream()
                .anyMatch(folder -> !store.list(curated.root().resolve(folder)).isEmpty());
        boolean isKnown =
                contract.filter(known -> known.format() != LakeFormat.PARQUET).isPresent();
        if (hasLog && !isKnown) {
            throw LakeCommandFaults.formatUnknown(curated).exception();
        }
    }

    private static Garbage found(GarbageCollection collection) {
        return collection.inventories().stream()
                .map(PartitionInventory::garbage)
                .reduce(Garbage.NONE, Garbage::and);
    }

    private void print(LakeTable table, Garbage garbage) {
        print(table.toString(), garbage.manifests().size(), garbage.files().size(), garbage.bytes());
    }

    private void print(String table, int manifests, int files, long bytes) {
        spec.commandLine()
                .getOut()
                .println(table + ": "
                        + (manifests + files == 0
                                ? "nothing to delete"
                                : (dryRun ? "would delete " : "deleted ") + Numbers.grouped(manifests)
                                        + " manifests and " + Numbers.grouped(files) + " files, "
                                        + Numbers.bytes(bytes)));
    }
}
