package dev.madrugada.localstack.s3;

import dev.madrugada.localstack.calls.CallLog;
import dev.madrugada.localstack.hold.Holds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.BlobStoreLocator;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;

/** S3 on the file system: the object {@code s3://bucket/key} is the file {@code <folder>/bucket/key}. */
public final class LocalS3 implements AutoCloseable {
    private final S3Proxy proxy;

    private LocalS3(S3Proxy proxy) {
        this.proxy = proxy;
    }

    /**
     * The credentials with which clients sign their requests. Access keys that name a role have the same secret key.
     */
    public record Keys(String access, String secret) {}

    /** Starts the server on a free port of 127.0.0.1 and creates the buckets that do not exist. */
    public static LocalS3 start(Path folder, List<String> buckets, Keys keys, Holds holds, CallLog calls)
            throws IOException {
        Files.createDirectories(folder);
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toString());
        BlobStore store = BlobStores.create("filesystem", properties);
        for (String bucket : buckets) {
            if (!store.containerExists(bucket)) {
                var unused = store.createContainer(bucket);
            }
            // Without this call, the folder's mode decides about access, and unsigned requests are served.
            store.setContainerAccess(bucket, BucketCannedACL.PRIVATE);
        }
        BlobStore held = new HoldingBlobStore(store, holds);
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(held)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, keys.access(), keys.secret())
                .ignoreUnknownHeaders(true)
                .build();
        proxy.setBlobStoreLocator(located(held, keys, calls));
        try {
            proxy.start();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("s3proxy did not start", e);
        }
        return new LocalS3(proxy);
    }

    /** Finds the store of the access key that signed a request: a role has its own, which records its calls. */
    private static BlobStoreLocator located(BlobStore store, Keys keys, CallLog calls) {
        Map<String, BlobStore> ofRoles = new ConcurrentHashMap<>();
        return new BlobStoreLocator() {
            @Override
            public @Nullable AccessGrant locateBlobStore(String identity, String container, String blob) {
                Optional<String> role = calls.role(identity);
                if (role.isPresent()) {
                    return new AccessGrant(
                            keys.secret(),
                            ofRoles.computeIfAbsent(role.get(), name -> new RecordedBlobStore(store, name, calls)));
                }
                return identity.equals(keys.access()) ? new AccessGrant(keys.secret(), store) : null;
            }
        };
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("s3proxy did not stop", e);
        }
    }
}
