package dev.madrugada.cli.lake;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.catalog.OpenCatalog;
import dev.madrugada.cli.arguments.ContractInLake;
import dev.madrugada.cli.spark.LocalSession;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.LakeFormat;
import dev.madrugada.common.lake.GarbageCollection;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PartitionInventory;
import dev.madrugada.common.lake.ReferencedFiles;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.text.Numbers;
import dev.madrugada.formats.OpenTableFormat;
import dev.madrugada.formats.TableFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code madrugada compact}: merges the small files of published curated partitions. */
@Command(
        name = "compact",
        header = "Merge the small files of published days.",
        description = {
            "",
            "Rewrites each curated partition of the days whose number of files at least halves by that. Rows and content"
                    + " digest stay the same. The merged files are published as the partition's next generation, and the"
                    + " catalog follows; the old files are kept for readers, as after every publication. Runs in a local"
                    + " Spark session, one day after the other, so run it on a machine near the bucket. If a night"
                    + " publishes a day meanwhile, the command ends with PublicationConflict; run it again."
        })
public final class CompactCommand implements Callable<Integer> {
    private static final long MEGABYTE = 1_000_000;

    private final Map<String, String> environment;

    @Mixin
    private final ContractInLake place = new ContractInLake();

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "The first event day.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "The last event day (default: the day of --from).")
    private @Nullable LocalDate to;

    @Option(
            names = "--target-mb",
            paramLabel = "N",
            defaultValue = "128",
            description = "The size that a file should have, in megabytes (default: ${DEFAULT-VALUE}).")
    private int targetMegabytes;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public CompactCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        LocalDate last = Optional.ofNullable(to).orElse(from);
        if (last.isBefore(from)) {
            throw new ParameterException(spec.commandLine(), "--to " + last + " is before --from " + from);
        }
        if (targetMegabytes < 1) {
            throw new ParameterException(spec.commandLine(), "--target-mb " + targetMegabytes + " is below 1");
        }
        AwsClients clients = new AwsClients(environment);
        try (AwsObjectStore store = new AwsObjectStore(clients)) {
            DatasetContract contract =
                    DatasetFolder.read(store, place.dataset()).contract();
            if (contract.format() == LakeFormat.ICEBERG) {
                throw LakeCommandFaults.mergesNoIceberg(contract.dataset()).exception();
            }
            LakeTable table = new LakeLayout(place.lake()).curated(contract.dataset());
            try (OpenCatalog open = OpenCatalog.of(contract, place.lake(), clients)) {
                PartitionCommits commits = new PartitionCommits(store, table, open.catalog(), Clock.systemUTC());
                try (OpenTableFormat format =
                        OpenTableFormat.of(contract, commits, store, clients, Clock.systemUTC())) {
                    compact(store, commits, format.format(), last);
                }
            }
            return 0;
        }
    }

    private void compact(ObjectStore store, PartitionCommits commits, Optional<TableFormat> format, LocalDate last) {
        String runId = "compact-" + Clock.systemUTC().instant().toEpochMilli();
        Compaction compaction = new Compaction(
                () -> LocalSession.starting(environment).get(),
                store,
                commits,
                new Verdicts(store, new LakeLayout(place.lake())),
                targetMegabytes * MEGABYTE,
                runId);
        GarbageCollection garbage = new GarbageCollection(
                store,
                commits.table(),
                format.<ReferencedFiles>map(open -> open).orElse(ReferencedFiles.NONE),
                Clock.systemUTC());
        List<PartitionInventory> days = days(garbage, last);
        days.forEach(day -> compact(compaction, commits.table(), day));
        List<Partition> partitions =
                days.stream().map(PartitionInventory::partition).toList();
        // Of all days: a command that died before this commit may have merged some of them.
        format.ifPresent(open -> {
            var unused = open.commit(runId, partitions);
        });
        partitions.forEach(garbage::collect);
    }

    /** The published days of the range. */
    private List<PartitionInventory> days(GarbageCollection garbage, LocalDate last) {
        return garbage.inventories().stream()
                .filter(found -> found.current().isPresent())
                .filter(found -> !found.partition().day().isBefore(from)
                        && !found.partition().day().isAfter(last))
                .toList();
    }

    private void compact(Compaction compaction, LakeTable table, PartitionInventory day) {
        Optional<Manifest> small = day.current().filter(compaction::isWorthwhile);
        if (day.waiting() && small.isPresent()) {
            // Another generation would make the staged content unpublishable.
            print(table, day, "content is staged on top of it: run its night first");
        } else if (small.isPresent()) {
            print(table, day, figures(small.get()) + " became " + figures(compaction.merged(day.partition())));
        }
    }

    private void print(LakeTable table, PartitionInventory day, String text) {
        spec.commandLine().getOut().println(table + " " + day.partition() + ": " + text);
    }

    private static String figures(Manifest manifest) {
        int files = manifest.files().size();
        long bytes =
                manifest.files().stream().mapToLong(Manifest.DataFile::bytes).sum();
        return files + (files == 1 ? " file" : " files") + " with " + Numbers.bytes(bytes);
    }
}
