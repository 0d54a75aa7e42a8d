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
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of a package: all files that are uploaded to AWS, and a list of their SHA-256 sums. */
public record PackageFolder(Path path) {
    private static final String SUMS = "SHA256SUMS";
    private static final List<String> SINGLE_FILES = List.of(
            "step-function.json",
            "lambdas/glue-runner/step-function-activities.json",
            "night-ended-badly.json",
            "scripts/glue/placeholder.scala",
            "infra/src/test/resources/madrugada.template.json");

    /**
     * Collects the files of a project, and replaces an earlier package in the folder. The folder is never incomplete.
     *
     * @return the SHA-256 of each file in hexadecimal, by its name in the folder
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments if a JAR has not been built, or if the folder
     *     has content that is no package
     */
    public Map<String, String> collect(Path root) throws IOException {
        requireReplaceable();
        // The files are collected beside the folder and moved at the end.
        Path part = path.resolveSibling(path.getFileName() + ".part");
        remove(part);
        collect(root, part);
        Map<String, String> sums = sums(part);
        // The format of sha256sum.
        Files.write(
                part.resolve(SUMS),
                sums.entrySet().stream()
                        .map(sum -> sum.getValue() + "  " + sum.getKey())
                        .toList());
        remove(path);
        Files.move(part, path);
        return sums;
    }

    private void requireReplaceable() throws IOException {
        boolean isPackage = Files.exists(path.resolve(SUMS));
        if (Files.exists(path) && !isPackage) {
            boolean isEmptyFolder = Files.isDirectory(path);
            if (isEmptyFolder) {
                try (Stream<Path> content = Files.list(path)) {
                    isEmptyFolder = content.findAny().isEmpty();
                }
            }
            if (!isEmptyFolder) {
                throw Fault.of(ErrorCode.InvalidArguments)
                        .at("--to " + path)
                        .what("it is not a package of before")
                        .because("it has other content, which would be lost")
                        .fix("name a folder that is new or empty")
                        .exception();
            }
        }
    }

    private static void collect(Path root, Path to) throws IOException {
        Files.createDirectories(to.resolve("jars"));
        Files.createDirectories(to.resolve("sbom"));
        BillOfMaterials bills = new BillOfMaterials(root);
        for (Path jar : new FatJars(root).all()) {
            if (!Files.exists(jar)) {
                throw Fault.of(ErrorCode.InvalidArguments)
                        .at(jar.toString())
                        .what("the JAR is missing")
                        .because("it has not been built")
                        .fix("leave out --no-build")
                        .exception();
            }
            copy(jar, to.resolve("jars"));
            Files.write(to.resolve("sbom").resolve(BillOfMaterials.name(jar)), bills.of(jar));
        }
        for (String file : SINGLE_FILES) {
            copy(root.resolve(file), to);
        }
        datasets(root.resolve("datasets"), to.resolve("datasets"));
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

    private static Map<String, String> sums(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Map<String, String> sums = new TreeMap<>();
            for (Path file : below.filter(Files::isRegularFile).toList()) {
                sums.put(
                        folder.relativize(file).toString(),
                        HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))));
            }
            return sums;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** The size of all files in millions of bytes. */
    long megabytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> below = Files.walk(path)) {
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
