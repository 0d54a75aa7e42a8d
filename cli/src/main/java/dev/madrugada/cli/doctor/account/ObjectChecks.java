package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Checkup;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.cli.doctor.evidence.Evidence;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects below a folder of this run's own in the lake, which is empty again afterwards. */
final class ObjectChecks {
    private static final String OBJECTS = "objects";
    private static final int PRECONDITION_FAILED = 412;
    private static final byte[] FIRST = "first".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECOND = "second".getBytes(StandardCharsets.UTF_8);
    private static final String OTHER_ETAG = "\"00000000000000000000000000000000\"";

    private final S3Client s3;
    private final ObjectStore lake;
    private final URI folder;
    private final Evidence evidence;

    ObjectChecks(S3Client s3, ObjectStore lake, Target target, Evidence evidence) {
        this.s3 = s3;
        this.lake = lake;
        this.folder = target.lake().resolve("loads/_doctor/" + UUID.randomUUID() + "/");
        this.evidence = evidence;
    }

    List<Check> checks() {
        return List.of(
                Check.of(OBJECTS, () -> cleaned(this::roundTrip)).after("bucket"),
                Check.of("conditional-create", () -> cleaned(this::create)).after(OBJECTS),
                Check.of("conditional-replace", () -> cleaned(this::replace)).after(OBJECTS));
    }

    private Finding cleaned(Supplier<Finding> check) {
        try {
            return check.get();
        } finally {
            lake.delete(lake.list(folder).stream()
                    .map(ObjectStore.StoredObject::uri)
                    .toList());
        }
    }

    private Finding roundTrip() {
        URI object = folder.resolve("object");
        lake.write(object, FIRST);
        boolean isListed =
                lake.list(folder).stream().anyMatch(found -> found.uri().equals(object));
        boolean isEqual = lake.read(object)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter("first"::equals)
                .isPresent();
        lake.delete(List.of(object));
        boolean isGone = lake.read(object).isEmpty();
        return isListed && isEqual && isGone
                ? Finding.ok("put, list, get and delete below loads/_doctor/")
                : Finding.failed(
                        "an object was put, but listed: " + isListed + ", equal: " + isEqual + ", deleted: " + isGone,
                        "the store must be S3 itself, or one as consistent: see what answers at this endpoint");
    }

    private Finding create() {
        URI object = folder.resolve("created");
        boolean isFirst = lake.create(object, FIRST);
        boolean isSecond = lake.create(object, SECOND);
        evidence.observe(
                "s3-create-of-an-existing-object",
                "PutObject, If-None-Match: *",
                isSecond ? "replaced" : "refused",
                "");
        return isFirst && !isSecond
                ? Finding.ok("If-None-Match: a second create is refused")
                : Finding.failed(
                        "If-None-Match is ignored: a second create "
                                + (isSecond ? "replaced the object" : "was not needed"),
                        "publish only to a store with conditional writes: without them two runs can publish the same"
                                + " generation");
    }

    private Finding replace() {
        URI object = folder.resolve("replaced");
        lake.write(object, FIRST);
        String key = object.getPath().substring(1);
        boolean isRefused = false;
        String wording = "";
        try {
            s3.putObject(
                    put -> put.bucket(folder.getHost()).key(key).ifMatch(OTHER_ETAG), RequestBody.fromBytes(SECOND));
        } catch (S3Exception refused) {
            if (refused.statusCode() != PRECONDITION_FAILED) {
                throw refused;
            }
            isRefused = true;
            wording = Checkup.codeOf(refused);
        }
        evidence.observe(
                "s3-replace-of-another-version", "PutObject, If-Match", isRefused ? "refused" : "replaced", wording);
        return isRefused
                ? Finding.ok("If-Match: a put for another version is refused")
                : Finding.warning(
                        "If-Match is ignored",
                        "nothing depends on it today; do not let other tools write the lake's records");
    }
}
