package dev.madrugada.aws.s3;

import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An object store on S3. {@code create} is a put with {@code If-None-Match: *}. Status 412 means that the object
 * exists. Status 409 means that a concurrent request was in progress; the client retries it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">conditional writes</a>
 */
public final class S3ObjectStore implements ObjectStore {
    /** Maximum number of keys per DeleteObjects call. */
    private static final int MAX_KEYS_PER_DELETE = 1_000;

    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;

    /** @param s3 the client; the caller closes it */
    public S3ObjectStore(S3Client s3) {
        this.s3 = s3;
    }

    @Override
    public Optional<byte[]> read(URI object) {
        return convertingErrors(object, () -> {
            try {
                return Optional.of(
                        s3.getObjectAsBytes(get -> get.bucket(object.getHost()).key(key(object)))
                                .asByteArray());
            } catch (NoSuchKeyException absent) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void write(URI object, byte[] content) {
        convertingErrors(
                object,
                () -> s3.putObject(
                        put -> put.bucket(object.getHost()).key(key(object)).contentType(ContentType.of(object)),
                        RequestBody.fromBytes(content)));
    }

    @Override
    public boolean create(URI object, byte[] content) {
        return convertingErrors(object, () -> {
            try {
                s3.putObject(
                        put -> put.bucket(object.getHost())
                                .key(key(object))
                                .contentType(ContentType.of(object))
                                .ifNoneMatch("*"),
                        RequestBody.fromBytes(content));
                return true;
            } catch (S3Exception refused) {
                if (refused.statusCode() == PRECONDITION_FAILED) {
                    // The SDK retries a put whose response was lost. The existing object may then be this call's own.
                    return read(object)
                            .filter(there -> java.util.Arrays.equals(there, content))
                            .isPresent();
                }
                throw refused;
            }
        });
    }

    @Override
    public List<StoredObject> list(URI folder) {
        List<StoredObject> objects = new ArrayList<>();
        visit(folder, objects::add);
        objects.sort(Comparator.comparing(object -> object.uri().getPath()));
        return objects;
    }

    @Override
    public void visit(URI prefix, Consumer<StoredObject> visitor) {
        URI bucket = URI.create("s3://" + prefix.getHost() + "/");
        Iterator<S3Object> objects = convertingErrors(
                prefix,
                () -> s3.listObjectsV2Paginator(
                                list -> list.bucket(prefix.getHost()).prefix(key(prefix)))
                        .contents()
                        .iterator());
        while (convertingErrors(prefix, objects::hasNext)) {
            S3Object object = convertingErrors(prefix, objects::next);
            visitor.accept(new StoredObject(
                    bucket.resolve(path(object.key())), object.size(), object.lastModified(), version(object.eTag())));
        }
    }

    @Override
    public void delete(Collection<URI> objects) {
        Map<String, List<ObjectIdentifier>> byBucket = new LinkedHashMap<>();
        for (URI object : objects) {
            byBucket.computeIfAbsent(object.getHost(), bucket -> new ArrayList<>())
                    .add(ObjectIdentifier.builder().key(key(object)).build());
        }
        byBucket.forEach((bucket, keys) -> {
            for (int from = 0; from < keys.size(); from += MAX_KEYS_PER_DELETE) {
                deleteBatch(bucket, keys.subList(from, Math.min(keys.size(), from + MAX_KEYS_PER_DELETE)));
            }
        });
    }

    private void deleteBatch(String bucket, List<ObjectIdentifier> keys) {
        URI where = URI.create("s3://" + bucket + "/");
        DeleteObjectsResponse response = convertingErrors(
                where,
                () -> s3.deleteObjects(call -> call.bucket(bucket)
                        .delete(Delete.builder().objects(keys).quiet(true).build())));
        if (response.hasErrors() && !response.errors().isEmpty()) {
            S3Error first = response.errors().get(0);
            throw S3Faults.notDeleted(where.resolve(path(first.key())), first.code());
        }
    }

    private static String key(URI object) {
        return object.getPath().substring(1);
    }

    private static @Nullable String version(@Nullable String etag) {
        return etag == null ? null : etag.replace("\"", "");
    }

    /** The key as a URI path, with characters escaped that a URI does not allow. */
    private static String path(String key) {
        try {
            return new URI(null, null, "/" + key, null).getRawPath();
        } catch (java.net.URISyntaxException impossible) {
            throw new IllegalArgumentException(key, impossible);
        }
    }

    private static <T> T convertingErrors(URI where, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failed) {
            throw S3Faults.of(where, failed);
        }
    }
}
