package dev.madrugada.localstack.cloudformation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The local S3, directly by its files: the object of the bucket b with the key k is the file {@code b/k} in the folder. URLs
 * have the path style.
 */
public record ObjectFiles(Path folder) implements ObjectSource {
    @Override
    public byte[] read(URI url) throws IOException {
        Path file = folder.resolve(url.getPath().substring(1)).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("the URL leaves its bucket: " + url);
        }
        return Files.readAllBytes(file);
    }

    /** Nobody but the owner may enter the folder: the local S3 serves unsigned requests for others. */
    @Override
    public void makeBucket(String name) throws IOException {
        Path bucket = folder.resolve(name);
        if (!Files.isDirectory(bucket)) {
            Files.createDirectory(
                    bucket, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
