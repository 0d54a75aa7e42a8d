package dev.madrugada.cli.deploy;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket of a lake, as far as it is deleted. */
record LakeBucket(S3Client s3) {
    /** CloudFormation sets it on what a stack makes. */
    private static final String STACK_TAG = "aws:cloudformation:stack-name";

    private static final int NOT_FOUND = 404;

    /**
     * Whether a stack made the bucket, by its tag; false if the bucket does not exist or has no tags.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-add-tags.html">CloudFormation's own
     *     tags</a>
     */
    boolean isOfStack(String bucket, String stack) {
        return DeployFaults.ofS3(bucket).run(() -> {
            try {
                return s3.getBucketTagging(ask -> ask.bucket(bucket)).tagSet().stream()
                        .anyMatch(tag ->
                                tag.key().equals(STACK_TAG) && tag.value().equals(stack));
            } catch (S3Exception refused) {
                if (refused.statusCode() == NOT_FOUND) {
                    return false;
                }
                throw refused;
            }
        });
    }

    /**
     * Deletes all versions of all objects, then the bucket; answers the number of versions and delete markers. May be
     * repeated after an interruption. Versions that Object Lock protects cannot be deleted.
     */
    long delete(String bucket) {
        return DeployFaults.ofS3(bucket).run(() -> {
            long deleted = 0;
            List<ObjectIdentifier> page = versions(bucket);
            while (!page.isEmpty()) {
                List<ObjectIdentifier> objects = page;
                DeleteObjectsResponse answer = s3.deleteObjects(call -> call.bucket(bucket)
                        .delete(Delete.builder().objects(objects).quiet(true).build()));
                if (answer.hasErrors() && !answer.errors().isEmpty()) {
                    throw DeployFaults.ofS3(bucket).fault(answer.errors().get(0).code());
                }
                deleted += page.size();
                page = versions(bucket);
            }
            var unused = s3.deleteBucket(call -> call.bucket(bucket));
            return deleted;
        });
    }

    /** The first page, which has at most as many entries as a call may delete. */
    private List<ObjectIdentifier> versions(String bucket) {
        ListObjectVersionsResponse listed = s3.listObjectVersions(list -> list.bucket(bucket));
        List<ObjectIdentifier> objects = new ArrayList<>();
        listed.versions()
                .forEach(version -> objects.add(ObjectIdentifier.builder()
                        .key(version.key())
                        .versionId(version.versionId())
                        .build()));
        listed.deleteMarkers()
                .forEach(marker -> objects.add(ObjectIdentifier.builder()
                        .key(marker.key())
                        .versionId(marker.versionId())
                        .build()));
        return objects;
    }
}
