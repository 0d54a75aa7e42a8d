package dev.madrugada.aws;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.aws.s3.S3ObjectStore;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An object store for {@code s3:} and {@code file:} URIs. The S3 client is created on the first use of an {@code s3:}
 * URI, so that a run on files needs neither a region nor credentials.
 */
public final class AwsObjectStore implements ObjectStore, AutoCloseable {
    private final AwsClients clients;
    private final FileObjectStore files = new FileObjectStore();
    private final AtomicReference<@Nullable S3Client> s3 = new AtomicReference<>();

    public AwsObjectStore(AwsClients clients) {
        this.clients = clients;
    }

    /** A store that is used until the process ends, with endpoints from its environment variables. */
    public static ObjectStore of(Map<String, String> environment) {
        return new AwsObjectStore(new AwsClients(environment));
    }

    @Override
    public Optional<byte[]> read(URI object) {
        return of(object).read(object);
    }

    @Override
    public void write(URI object, byte[] content) {
        of(object).write(object, content);
    }

    @Override
    public boolean create(URI object, byte[] content) {
        return of(object).create(object, content);
    }

    @Override
    public List<StoredObject> list(URI folder) {
        return of(folder).list(folder);
    }

    @Override
    public void visit(URI prefix, Consumer<StoredObject> visitor) {
        of(prefix).visit(prefix, visitor);
    }

    @Override
    public void delete(Collection<URI> objects) {
        for (String scheme : objects.stream().map(URI::getScheme).distinct().toList()) {
            List<URI> same = objects.stream()
                    .filter(object -> scheme.equals(object.getScheme()))
                    .toList();
            of(same.get(0)).delete(same);
        }
    }

    @Override
    public void close() {
        S3Client opened = s3.get();
        if (opened != null) {
            opened.close();
        }
    }

    private ObjectStore of(URI uri) {
        return switch (String.valueOf(uri.getScheme())) {
            case "s3" -> new S3ObjectStore(client());
            case "file" -> files;
            default -> throw new IllegalArgumentException("the URI must start with s3: or file: " + uri);
        };
    }

    private synchronized S3Client client() {
        S3Client opened = s3.get();
        if (opened == null) {
            opened = clients.s3();
            s3.set(opened);
        }
        return opened;
    }
}
