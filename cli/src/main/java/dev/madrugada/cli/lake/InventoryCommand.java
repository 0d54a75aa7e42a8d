package dev.madrugada.cli.lake;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.arguments.DatasetArgument;
import dev.madrugada.cli.arguments.FolderArgument;
import dev.madrugada.common.json.Json;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madrugada inventory}: prints what each dataset holds in a lake. */
@Command(
        name = "inventory",
        header = "Print what a lake holds.",
        description = {
            "",
            "Prints for each table its partitions, rows, files and generations, content that is staged and not published,"
                    + " files that no manifest lists, what a collection would delete now, and the verdicts on what is"
                    + " published. Prints for each dataset the days with a complete night, and the missed days: those that a"
                    + " plan found without one. Reads listings and manifests; changes nothing."
        })
public final class InventoryCommand implements Callable<Integer> {
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
            paramLabel = "NAME|DIR",
            description = "The dataset's name, or its folder (default: all datasets).")
    private @Nullable String dataset;

    @ArgGroup
    private @Nullable Form form;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    /** The options that replace the default output; only one of them may be given. */
    static final class Form {
        @Option(names = "--partitions", description = "Print one line for each partition and each missed day.")
        boolean partitions;

        @Option(names = "--json", description = "Print JSON, with all figures of each partition.")
        boolean json;
    }

    public InventoryCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment))) {
            LakeInventory inventory = LakeInventory.of(
                    store, lake, Optional.ofNullable(dataset).map(named -> DatasetArgument.nameOf(named, store)));
            PrintWriter out = spec.commandLine().getOut();
            Form asked = Optional.ofNullable(form).orElseGet(Form::new);
            if (asked.json) {
                out.println(new String(Json.write(inventory), StandardCharsets.UTF_8));
                return 0;
            }
            if (inventory.isEmpty()) {
                throw LakeCommandFaults.nothingThere(lake).exception();
            }
            if (asked.partitions) {
                new InventoryText(out).partitions(inventory);
            } else {
                out.println("Lake " + lake);
                new InventoryText(out).tables(inventory);
                new InventoryText(out).nights(inventory);
            }
            return 0;
        }
    }
}
