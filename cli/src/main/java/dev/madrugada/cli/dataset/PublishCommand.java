package dev.madrugada.cli.dataset;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.arguments.FolderArgument;
import dev.madrugada.cli.check.LocalCheck;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.dataset.PublishedDatasets;
import dev.madrugada.common.error.ErrorCategory;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madrugada dataset publish DIR...}: checks folders, uploads them, and makes them current. */
@Command(
        name = "publish",
        header = "Check a dataset's folder, upload it under its digest, and make it current.",
        description = {"", "Only the files that the dataset uses are uploaded. The same content again changes nothing."
        },
        footer = {"", "Example:", "  scripts/madrugada dataset publish datasets/orders --to s3://bucket/datasets"})
public final class PublishCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "Datasets' folders: paths, or URIs with s3: or file:.",
            converter = FolderArgument.class)
    private List<URI> folders = new ArrayList<>();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DATASETS",
            description = "The folder of published datasets: s3://bucket/datasets, or a folder of this machine.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI datasets;

    @Option(names = "--no-check", description = "Check the contract only, not its expressions, rules and report.sql.")
    private boolean isUnchecked;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public PublishCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<String> problems = isUnchecked ? List.of() : LocalCheck.problems(environment, folders);
        if (!problems.isEmpty()) {
            problems.forEach(out::println);
            return ErrorCategory.CALLER.exitStatus();
        }
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment))) {
            List<DatasetFolder> read = folders.stream()
                    .map(folder -> DatasetFolder.read(store, folder))
                    .toList();
            PublishedDatasets published = new PublishedDatasets(store, datasets);
            read.forEach(folder -> out.println(MoveText.of(published.publish(folder))));
        }
        return 0;
    }
}
