package dev.madrugada.cli.deploy;

import dev.madrugada.aws.s3.S3ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * The bucket of the artifacts. Names contain digests, so an object that exists is complete and is never written again.
 *
 * @param prefix ends in a slash
 */
record ArtifactBucket(S3Client s3, String bucket, String prefix) {
    /** Whether the bucket exists. */
    boolean exists() {
        return DeployFaults.ofS3(bucket).run(() -> {
            try {
                var unused = s3.headBucket(head -> head.bucket(bucket));
                return true;
            } catch (NoSuchBucketException absent) {
                return false;
            }
        });
    }

    /** Makes the bucket, without public access. */
    void make() {
        DeployFaults.ofS3(bucket).run(() -> s3.createBucket(create -> create.bucket(bucket)));
    }

    /** The names of all objects below the prefix. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        URI root = uri("");
        new S3ObjectStore(s3)
                .visit(
                        root,
                        object -> names.add(
                                object.uri().getPath().substring(root.getPath().length())));
        return names;
    }

    List<Artifact> missing(List<Artifact> artifacts) {
        Set<String> there = exists() ? names() : Set.of();
        return artifacts.stream()
                .filter(artifact -> !there.contains(artifact.name()))
                .toList();
    }

    void upload(Artifact artifact) {
        try {
            put(artifact.name(), Files.readAllBytes(artifact.path()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void put(String name, byte[] content) {
        new S3ObjectStore(s3).write(uri(name), content);
    }

    void delete(String name) {
        new S3ObjectStore(s3).delete(List.of(uri(name)));
    }

    URI uri(String name) {
        return URI.create("s3://" + bucket + "/" + prefix + name);
    }

    /** The address of an object for CloudFormation. */
    String url(String name) {
        return s3.utilities()
                .getUrl(get -> get.bucket(bucket).key(prefix + name))
                .toExternalForm();
    }
}
