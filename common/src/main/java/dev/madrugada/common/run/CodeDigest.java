package dev.madrugada.common.run;

import dev.madrugada.common.lake.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** SHA-256 of the JAR a class was loaded from; {@code unpacked} where it comes from a folder of classes. */
public final class CodeDigest {
    private CodeDigest() {}

    public static String of(Class<?> main) {
        CodeSource source = main.getProtectionDomain().getCodeSource();
        if (source == null) {
            return "unpacked";
        }
        try {
            Path path = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(path) ? sha256(path) : "unpacked";
        } catch (URISyntaxException | java.nio.file.FileSystemNotFoundException notAFile) {
            return "unpacked";
        }
    }

    private static String sha256(Path jar) {
        MessageDigest sha = Digest.newSha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(jar), sha)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read the JAR this code came from: " + jar, broken);
        }
        return Digest.ofHash(sha.digest()).text();
    }
}
