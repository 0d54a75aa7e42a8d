package dev.madrugada.cli.dataset;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.arguments.FolderArgument;
import dev.madrugada.common.dataset.PublishedDatasets;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madrugada dataset promote NAME}: makes the version of one environment that of another. */
@Command(
        name = "promote",
        header = "Make the version of one environment current in another.",
        description = {
            "",
            "Copies the folder, which keeps its digest, and moves the pointer. The credentials must be allowed to read the"
                    + " one and to write the other. If no credentials may do both, publish the same folder in the other"
                    + " environment: it gets the same digest."
        },
        footer = {
            "",
            "Example:",
            "  scripts/madrugada dataset promote orders --from s3://staging/datasets --to s3://production/datasets"
        })
public final class PromoteCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Parameters(paramLabel = "NAME", description = "The dataset's name.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private String name;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DATASETS",
            description = "The published datasets of the one environment.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DATASETS",
            description = "The published datasets of the other environment.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI to;

    @Option(
            names = "--digest",
            paramLabel = "DIGEST",
            description = "The folder's digest, or its first digits (default: the current one).")
    private @Nullable String digest;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public PromoteCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment))) {
            PublishedDatasets source = new PublishedDatasets(store, from);
            PublishedDatasets target = new PublishedDatasets(store, to);
            spec.commandLine().getOut().println(MoveText.of(target.promote(source, name, Optional.ofNullable(digest))));
        }
        return 0;
    }
}
