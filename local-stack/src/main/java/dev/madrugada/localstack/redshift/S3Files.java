package dev.madrugada.localstack.redshift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads objects of the local S3 directly from its files. */
record S3Files(Path root) {

    /** The file of an {@code s3://bucket/key}. */
    Path file(String url) throws SqlFailure {
        if (!url.startsWith("s3://") || url.indexOf('/', 5) < 0) {
            throw new SqlFailure(SqlFailure.LOAD, "The S3 url is not of the form s3://bucket/key: " + url);
        }
        Path file = root.resolve(url.substring(5)).normalize();
        if (!file.startsWith(root)) {
            throw new SqlFailure(SqlFailure.LOAD, "The S3 url leaves its bucket: " + url);
        }
        return file;
    }

    boolean exists(String url) throws SqlFailure {
        return Files.isRegularFile(file(url));
    }

    byte[] read(String url) throws SqlFailure, IOException {
        if (!exists(url)) {
            throw new SqlFailure(
                    SqlFailure.LOAD,
                    "Problem reading manifest file - S3ServiceException: The specified key does not exist., Status 404, "
                            + "Error NoSuchKey, " + url);
        }
        return Files.readAllBytes(file(url));
    }
}
