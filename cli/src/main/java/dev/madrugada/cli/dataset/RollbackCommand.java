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

/** {@code madrugada dataset rollback NAME}: makes an earlier version current again. */
@Command(
        name = "rollback",
        header = "Make an earlier version of a dataset current again.",
        description = {
            "",
            "Only the pointer moves. The next night takes the earlier folder, and repeats what its content changes. Days"
                    + " that were made since stay as they are until their nights run again."
        },
        footer = {"", "Example:", "  scripts/madrugada dataset rollback orders --in s3://bucket/datasets"})
public final class RollbackCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Parameters(paramLabel = "NAME", description = "The dataset's name.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private String name;

    @Option(
            names = "--in",
            required = true,
            paramLabel = "DATASETS",
            description = "The folder of published datasets.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI datasets;

    @Option(
            names = "--to",
            paramLabel = "DIGEST",
            description = "The folder's digest, or its first digits (default: the one that was current before).")
    private @Nullable String digest;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public RollbackCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment))) {
            spec.commandLine()
                    .getOut()
                    .println(MoveText.of(
                            new PublishedDatasets(store, datasets).rollback(name, Optional.ofNullable(digest))));
        }
        return 0;
    }
}
