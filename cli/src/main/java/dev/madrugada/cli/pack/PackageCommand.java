package dev.madrugada.cli.pack;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.stage.FatJars;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.dataset.PublishedDatasets;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madrugada package}: collects all files that are uploaded to AWS, with the SHA-256 of each. */
@Command(
        name = "package",
        header = "Collect what is uploaded to AWS, with the SHA-256 of each file.",
        description = {"", "docs/deploy.md says where each file goes."})
public final class PackageCommand implements Callable<Integer> {
    private static final String SUMS = "SHA256SUMS";
    private static final List<String> SINGLE_FILES = List.of(
            "step-function.json",
            "lambdas/glue-runner/step-function-activities.json",
            "night-ended-badly.json",
            "scripts/glue/placeholder.scala",
            "infra/src/test/resources/madrugada.template.json");

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
        Path target =
                Optional.ofNullable(to).orElse(root.resolve("target/package")).toAbsolutePath();
        requireReplaceable(target);
        // The files are collected beside the target folder and moved at the end, so that the target is never
        // incomplete.
        Path draft = target.resolveSibling(target.getFileName() + ".part");
        remove(draft);
        collect(root, draft);
        List<String> sums = sums(draft);
        Files.write(draft.resolve(SUMS), sums);
        remove(target);
        Files.move(draft, target);
        spec.commandLine()
                .getOut()
                .println("package: " + sums.size() + " files, " + megabytes(target) + " MB, in " + target);
        return 0;
    }

    /** Refuses a target that has content other than an earlier package, because the target's content is deleted. */
    private static void requireReplaceable(Path target) throws IOException {
        boolean isPackage = Files.exists(target.resolve(SUMS));
        if (Files.exists(target) && !isPackage) {
            boolean isEmptyFolder = Files.isDirectory(target);
            if (isEmptyFolder) {
                try (Stream<Path> content = Files.list(target)) {
                    isEmptyFolder = content.findAny().isEmpty();
                }
            }
            if (!isEmptyFolder) {
                throw Fault.of(ErrorCode.InvalidArguments)
                        .at("--to " + target)
                        .what("it is not a package of before")
                        .because("it has other content, which would be lost")
                        .fix("name a folder that is new or empty")
                        .exception();
            }
        }
    }

    private static void collect(Path root, Path draft) throws IOException {
        Files.createDirectories(draft.resolve("jars"));
        for (Path jar : new FatJars(root).all()) {
            if (!Files.exists(jar)) {
                throw Fault.of(ErrorCode.InvalidArguments)
                        .at(jar.toString())
                        .what("the JAR is missing")
                        .because("it has not been built")
                        .fix("leave out --no-build")
                        .exception();
            }
            copy(jar, draft.resolve("jars"));
        }
        for (String file : SINGLE_FILES) {
            copy(root.resolve(file), draft);
        }
        datasets(root.resolve("datasets"), draft.resolve("datasets"));
    }

    /** Publishes the datasets into the package, in the form that a bucket has. */
    private static void datasets(Path from, Path to) throws IOException {
        try (AwsObjectStore files = new AwsObjectStore(new AwsClients(Map.of()));
                Stream<Path> folders = Files.list(from)) {
            PublishedDatasets published = new PublishedDatasets(files, FolderUri.of(to));
            folders.filter(Files::isDirectory).sorted().forEach(folder -> {
                var unused = published.publish(DatasetFolder.read(files, FolderUri.of(folder)));
            });
        }
    }

    private static void copy(Path file, Path folder) throws IOException {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    /** One line per file in the format of sha256sum, sorted by file name. */
    private static List<String> sums(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            List<String> names = below.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<String> sums = new java.util.ArrayList<>();
            for (String name : names) {
                sums.add(HexFormat.of().formatHex(digest.digest(Files.readAllBytes(folder.resolve(name)))) + "  "
                        + name);
            }
            return sums;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static long megabytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path file : below.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return Math.round(bytes / 1e6);
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> below = Files.walk(folder)) {
                for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
