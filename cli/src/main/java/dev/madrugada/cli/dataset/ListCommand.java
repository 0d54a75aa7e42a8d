package dev.madrugada.cli.dataset;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.arguments.FolderArgument;
import dev.madrugada.common.dataset.PublishedDatasets;
import dev.madrugada.common.dataset.PublishedFolder;
import java.io.PrintWriter;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madrugada dataset list}: the published versions of every dataset. */
@Command(
        name = "list",
        header = "List the published versions of every dataset.",
        description = {
            "",
            "One line per folder, the newest first: dataset, digest, time of upload; * marks the current one."
        })
public final class ListCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Option(
            names = "--in",
            required = true,
            paramLabel = "DATASETS",
            description = "The folder of published datasets.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI datasets;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public ListCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment))) {
            List<PublishedFolder> folders = new PublishedDatasets(store, datasets).list();
            folders.forEach(folder -> out.println((folder.isCurrent() ? "* " : "  ") + folder.dataset() + " "
                    + folder.digest() + " " + folder.published().truncatedTo(ChronoUnit.SECONDS)));
            if (folders.isEmpty()) {
                out.println("no dataset is published in " + datasets);
            }
        }
        return 0;
    }
}
