package dev.madrugada.cli.arguments;

import java.net.URI;
import picocli.CommandLine.Option;

/** The options of commands about one dataset of a lake that need its contract. */
public final class ContractInLake {
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
            paramLabel = "DIR",
            description = "The dataset's folder, whose contract names the catalog.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI dataset;

    /** The lake's root, ending in a slash. */
    public URI lake() {
        return lake;
    }

    /** The dataset's folder, ending in a slash. */
    public URI dataset() {
        return dataset;
    }
}
