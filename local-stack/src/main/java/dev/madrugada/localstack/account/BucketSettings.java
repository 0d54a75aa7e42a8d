package dev.madrugada.localstack.account;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.Xml;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings of S3's buckets: region, versioning, encryption, public access, policy. All buckets have the same settings,
 * except one of the setting {@code missing}, which does not exist. Objects are another service's.
 */
final class BucketSettings implements Service {
    private static final Set<String> SETTINGS =
            Set.of("location", "versioning", "encryption", "publicAccessBlock", "policy");

    private final AccountState state;

    BucketSettings(AccountState state) {
        this.state = state;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.method().equals("GET") && setting(request).isPresent();
    }

    private static Optional<String> setting(AwsRequest request) {
        return SETTINGS.stream().filter(request.query()::containsKey).findFirst();
    }

    @Override
    public AwsResponse answer(AwsRequest request) {
        String setting = setting(request).orElse("");
        if (request.path().equals("/" + state.text("/bucket/missing"))) {
            return error("NoSuchBucket", "The specified bucket does not exist");
        }
        return switch (setting) {
            case "location" ->
                Xml.response(
                        200,
                        "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                                + state.text("/bucket/location") + "</LocationConstraint>");
            case "versioning" ->
                Xml.response(
                        200, Xml.of("VersioningConfiguration", Xml.text("Status", state.text("/bucket/versioning"))));
            case "encryption" -> encryption();
            case "policy" ->
                state.text("/bucket/policy").isEmpty()
                        ? error("NoSuchBucketPolicy", "The bucket policy does not exist")
                        : AwsResponse.json(200, state.text("/bucket/policy"));
            default -> publicAccess();
        };
    }

    private AwsResponse encryption() {
        String algorithm = state.text("/bucket/encryption");
        if (algorithm.isEmpty()) {
            return error(
                    "ServerSideEncryptionConfigurationNotFoundError",
                    "The server side encryption configuration was not found");
        }
        String applied = Xml.text("SSEAlgorithm", algorithm)
                + (state.text("/bucket/key").isEmpty() ? "" : Xml.text("KMSMasterKeyID", state.text("/bucket/key")));
        return Xml.response(
                200,
                Xml.of(
                        "ServerSideEncryptionConfiguration",
                        Xml.of("Rule", Xml.of("ApplyServerSideEncryptionByDefault", applied))));
    }

    private AwsResponse publicAccess() {
        Map<String, Object> blocks = new TreeMap<>();
        state.object("/bucket/public-access-block")
                .fields()
                .forEachRemaining(block -> blocks.put(block.getKey(), block.getValue()));
        if (blocks.isEmpty()) {
            return error("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found");
        }
        StringBuilder xml = new StringBuilder();
        blocks.forEach((name, value) -> xml.append(Xml.text(name, String.valueOf(value))));
        return Xml.response(200, Xml.of("PublicAccessBlockConfiguration", xml.toString()));
    }

    private static AwsResponse error(String code, String message) {
        return Xml.response(404, Xml.of("Error", Xml.text("Code", code), Xml.text("Message", message)));
    }
}
