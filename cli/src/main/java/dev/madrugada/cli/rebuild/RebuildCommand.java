package dev.madrugada.cli.rebuild;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.arguments.FolderArgument;
import dev.madrugada.cli.stage.SubmittedStage;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.schema.ContractChanges;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madrugada rebuild DIR}: makes the days of a dataset again from raw. */
@Command(
        name = "rebuild",
        header = "Make the days of a dataset again from raw.",
        description = {
            "",
            "Runs transform, quality, gate and load of every arrival day of raw, oldest first, through spark-submit as"
                    + " the command stage does. Days whose data fails are reported at the end. The same command goes on"
                    + " where it was stopped. Nights of a contract that needs the rebuild are refused until it is done.",
            "Exit status: 0 if all days are made, 65 if the data of some days failed, 75 if it is worth repeating."
        },
        footer = {
            "",
            "Example:",
            "  scripts/madrugada rebuild datasets/orders --lake s3://bucket/lake -- \\",
            "      --warehouse-secret madrugada/warehouse --copy-role arn:aws:iam::123456789012:role/copy"
        })
public final class RebuildCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description = "The dataset's folder: a path, or a URI with s3: or file:.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI dataset;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ARGUMENT",
            description = "After --: the load's own arguments, as docs/operations.md lists them.")
    private List<String> loadArguments = new ArrayList<>();

    @Option(
            names = "--lake",
            required = true,
            paramLabel = "URI",
            description = "The lake: s3://bucket/folder, or a folder of this machine.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI lake;

    @Option(names = "--from", paramLabel = "DATE", description = "The first arrival day (default: the first of raw).")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "The last arrival day (default: the last of raw).")
    private @Nullable LocalDate to;

    @Option(names = "--no-load", description = "Leave the warehouse as it is.")
    private boolean leavesWarehouse;

    @Option(
            names = "--again",
            description = "Make all days again, also those that are up to date or made by the rebuild before.")
    private boolean isRepeated;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public RebuildCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        if (leavesWarehouse != loadArguments.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    leavesWarehouse
                            ? "--no-load, and arguments of the load after --: give one of them"
                            : "the load's arguments are missing: give them after --, or --no-load");
        }
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment))) {
            DatasetFolder folder = DatasetFolder.read(store, dataset);
            ContractChanges.since(store, lake, folder.contract()).ifPresent(ContractChanges::requireSamePartitions);
            LakeLayout layout = new LakeLayout(lake);
            Rebuild rebuild = new Rebuild(
                    store,
                    layout,
                    folder,
                    stages(folder.location()),
                    spec.commandLine().getOut());
            NavigableSet<LocalDate> days = rebuild.days(
                    Optional.ofNullable(from).orElse(LocalDate.MIN),
                    Optional.ofNullable(to).orElse(LocalDate.MAX));
            return rebuild.run(
                    days, isRepeated ? RebuildProgress.none(folder) : RebuildProgress.read(store, layout, folder));
        }
    }

    /** @param folder the one that the dataset's pointer named at the start, so that all days have the same contract */
    private StagesOfDay stages(URI folder) {
        List<String> common = new ArrayList<>(List.of(
                "--dataset",
                folder.toString(),
                "--lake",
                lake.toString(),
                "--run-id",
                "rebuild-" + Instant.now().getEpochSecond()));
        if (isRepeated) {
            common.addAll(List.of("--force", "true"));
        }
        return new StagesOfDay(
                new SubmittedStage(
                        Path.of(System.getProperty("madrugada.root", ".")),
                        environment,
                        spec.commandLine().getErr()),
                common,
                leavesWarehouse ? Optional.empty() : Optional.of(loadArguments));
    }
}
