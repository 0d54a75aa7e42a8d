package dev.madrugada.common.run;

import dev.madrugada.common.lake.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/**
 * The SHA-256 of the code that contains a class. If the class comes from a JAR, the digest covers the JAR. If it comes
 * from a folder of classes, as on Lambda or in a build, the digest covers the names and bytes of the project's classes.
 */
public final class CodeDigest {
    private static final String OURS = "dev/madrugada";

    private CodeDigest() {}

    public static String of(Class<?> main) {
        CodeSource source = main.getProtectionDomain().getCodeSource();
        if (source == null) {
            return "unknown";
        }
        try {
            Path code = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(code)
                    ? ofFiles(code, List.of(code))
                    : ofFiles(code, classes(code.resolve(OURS)));
        } catch (URISyntaxException | FileSystemNotFoundException notOnDisk) {
            return "unknown";
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read the code that is running: " + source.getLocation(), broken);
        }
    }

    private static List<Path> classes(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            return below.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String ofFiles(Path root, List<Path> files) throws IOException {
        MessageDigest sha = Digest.newSha256();
        try (OutputStream digesting = new DigestOutputStream(OutputStream.nullOutputStream(), sha)) {
            for (Path file : files) {
                digesting.write(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                try (InputStream in = Files.newInputStream(file)) {
                    in.transferTo(digesting);
                }
            }
        }
        return Digest.ofHash(sha.digest()).text();
    }
}
