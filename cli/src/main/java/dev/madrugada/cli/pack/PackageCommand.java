package dev.madrugada.cli.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madrugada package}: collects all files that are uploaded to AWS, with the SHA-256 of each. */
@Command(
        name = "package",
        header = "Collect what is uploaded to AWS, with the SHA-256 of each file.",
        description = {
            "",
            "docs/deploy.md says where each file goes. The folder sbom has a bill of materials of each JAR: its libraries"
                    + " with versions, licences and digests, in CycloneDX's form."
        })
public final class PackageCommand implements Callable<Integer> {
    @Option(names = "--no-build", description = "Take the JARs as they are instead of building them.")
    @SuppressWarnings("UnusedVariable") // scripts/madrugada reads the option
    private boolean isNotBuilt;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "The folder (default: target/package). An earlier package there is replaced.")
    private @Nullable Path to;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path root = Path.of(System.getProperty("madrugada.root", "."));
        PackageFolder folder = new PackageFolder(
                Optional.ofNullable(to).orElse(root.resolve("target/package")).toAbsolutePath());
        int files = folder.collect(root).size();
        spec.commandLine()
                .getOut()
                .println("package: " + files + " files, " + folder.megabytes() + " MB, in " + folder.path());
        return 0;
    }
}
