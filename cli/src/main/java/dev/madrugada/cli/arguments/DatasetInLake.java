package dev.madrugada.cli.arguments;

import java.net.URI;
import picocli.CommandLine.Option;

/** The options of commands about one dataset of a lake. */
public final class DatasetInLake {
    @Option(
            names = "--lake",
            required = true,
            paramLabel = "URI",
            description = "The lake: s3://bucket/folder, or a folder of this machine, such as run-local's"
                    + " <work>/stack/s3/madrugada/lake.",
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

    /** The lake's root, ending in a slash. */
    public URI lake() {
        return lake;
    }

    /** The text that was given, see {@link DatasetArgument}. */
    public String dataset() {
        return dataset;
    }
}
