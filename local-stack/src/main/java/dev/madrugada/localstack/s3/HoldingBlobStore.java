package dev.madrugada.localstack.s3;

import dev.madrugada.localstack.hold.Holds;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A blob store whose puts can be held back by {@link Holds}. A dropped put leaves no object. */
final class HoldingBlobStore extends ForwardingBlobStore {
    private final Holds holds;

    HoldingBlobStore(BlobStore store, Holds holds) {
        super(store);
        this.holds = holds;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        String name = request.bucket() + "/" + request.key();
        if (holds.pass(Holds.Kind.PUT, name) == Holds.Outcome.DROPPED) {
            throw new UncheckedIOException(new java.io.IOException("the put of " + name + " was dropped"));
        }
        return super.putBlob(request, content);
    }
}
