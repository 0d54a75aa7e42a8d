package dev.madrugada.localstack.s3;

import dev.madrugada.localstack.calls.CallLog;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The blob store of one role: records the IAM action that each operation of S3 needs. After a copy s3proxy reads the
 * metadata of what it made, which is recorded too, although AWS needs no permission for it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">the actions that
 *     each operation needs</a>
 */
final class RecordedBlobStore extends ForwardingBlobStore {
    private static final String BUCKET = "arn:aws:s3:::";
    /** The beginning of the names of s3proxy's own objects, one for each upload in parts. */
    private static final String UPLOAD_STUB = ".s3proxy-mpu-stub-";

    private final String role;
    private final CallLog calls;

    RecordedBlobStore(BlobStore store, String role, CallLog calls) {
        super(store);
        this.role = role;
        this.calls = calls;
    }

    private void object(String action, String bucket, String key) {
        if (!key.startsWith(UPLOAD_STUB)) {
            calls.add(role, "s3:" + action, BUCKET + bucket + "/" + key);
        }
    }

    private void upload(String action, MultipartUpload upload) {
        object(action, upload.containerName(), upload.blobName());
    }

    @Override
    public ListBucketsResponse list() {
        calls.add(role, "s3:ListAllMyBuckets", "*");
        return super.list();
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        @Nullable String prefix = request.prefix();
        calls.add(role, "s3:ListBucket", BUCKET + request.bucket(), Map.of("s3:prefix", prefix == null ? "" : prefix));
        return super.list(request);
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        calls.add(role, "s3:ListBucket", BUCKET + request.bucket());
        return super.headBucket(request);
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        object("GetObject", request.bucket(), request.key());
        return super.getBlob(request);
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        object("GetObject", request.bucket(), request.key());
        return super.blobMetadata(request);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        object("PutObject", request.bucket(), request.key());
        return super.putBlob(request, content);
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        object("GetObject", request.sourceBucket(), request.sourceKey());
        object("PutObject", request.destinationBucket(), request.destinationKey());
        return super.copyBlob(request);
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        object("DeleteObject", request.bucket(), request.key());
        return super.removeBlob(request);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        object("PutObject", request.bucket(), request.key());
        return super.initiateMultipartUpload(request);
    }

    @Override
    public UploadPartResponse uploadMultipartPart(
            MultipartUpload upload, UploadPartRequest request, InputStream content) {
        upload("PutObject", upload);
        return super.uploadMultipartPart(upload, request, content);
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        upload("AbortMultipartUpload", upload);
        super.abortMultipartUpload(upload);
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
        upload("ListMultipartUploadParts", upload);
        return super.listMultipartUpload(upload);
    }

    @Override
    public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(String bucket) {
        calls.add(role, "s3:ListBucketMultipartUploads", BUCKET + bucket);
        return super.listMultipartUploads(bucket);
    }
}
