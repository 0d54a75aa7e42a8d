package dev.madrugada.cli.run;

import dev.madrugada.cli.check.LocalCheck;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checks a dataset's folder before a night. A folder that passed is checked again only after a change or a new build.
 */
record CheckedDataset(Path root, Path work) {
    /** The last passed check: the folder's content digest, and the build that checked it. */
    record Passed(String content, long build) {}

    /** The folder's problems, one line each; empty if the folder is valid or unchanged since it passed the check. */
    List<String> problems(Path dataset) {
        try {
            Passed now = new Passed(contentDigest(dataset), buildOf(root));
            Path passed = work.resolve("checked.json");
            if (Files.exists(passed) && Arrays.equals(Files.readAllBytes(passed), Json.write(now))) {
                return List.of();
            }
            Files.deleteIfExists(passed);
            List<String> problems = LocalCheck.problems(Map.of(), List.of(FolderUri.of(dataset)));
            if (problems.isEmpty()) {
                Files.write(passed, Json.write(now));
            }
            return problems;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** SHA-256 over the names and bytes of the folder's own files. Files in subfolders are not part of a dataset. */
    static String contentDigest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                digest.update((file.getFileName() + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** The time when the command line was built. Every source change leads to a new build. */
    private static long buildOf(Path root) throws IOException {
        Path built = root.resolve("cli/target/classpath");
        return Files.exists(built) ? Files.getLastModifiedTime(built).toMillis() : 0;
    }
}
