package dev.madrugada.aws;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * Creates AWS SDK clients. Credentials and region come from the SDK's default chains. Endpoints come from the variables
 * {@code AWS_ENDPOINT_URL_<SERVICE>} and {@code AWS_ENDPOINT_URL}, which all AWS SDKs support, so that the environment
 * can select a local stack. The caller closes each client.
 *
 * @param environment environment variables of the process
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">service-specific
 *     endpoints</a>
 */
public record AwsClients(Map<String, String> environment) {
    private static final int ATTEMPTS = 6;
    private static final int CONFLICT = 409;
    private static final String CONDITIONAL_CONFLICT = "ConditionalRequestConflict";

    public S3Client s3() {
        return built(sync(S3Client.builder(), "S3")
                .serviceConfiguration(pathStyle(endpoint("S3")))
                .overrideConfiguration(override -> override.retryStrategy(
                        standard().retryOnException(AwsClients::isConflict).build()))::build);
    }

    /** A presigner that uses the given credentials, so that the caller knows when the credentials expire. */
    public S3Presigner s3Presigner(AwsCredentials credentials) {
        Optional<URI> endpoint = endpoint("S3");
        S3Presigner.Builder builder = S3Presigner.builder()
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .serviceConfiguration(pathStyle(endpoint));
        endpoint.ifPresent(builder::endpointOverride);
        region().ifPresent(builder::region);
        return built(builder::build);
    }

    /** The current credentials of the SDK's default chain. */
    public AwsCredentials credentials() {
        try (DefaultCredentialsProvider chain =
                DefaultCredentialsProvider.builder().build()) {
            return chain.resolveCredentials();
        }
    }

    public GlueClient glue() {
        return built(sync(GlueClient.builder(), "GLUE")::build);
    }

    public SecretsManagerClient secretsManager() {
        return built(sync(SecretsManagerClient.builder(), "SECRETS_MANAGER")::build);
    }

    public SesV2Client ses() {
        return built(sync(SesV2Client.builder(), "SESV2")::build);
    }

    /**
     * The endpoint of a service in the environment: the service-specific variable, otherwise the general one; empty if
     * neither is set.
     */
    public Optional<URI> endpoint(String service) {
        return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service))
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
                .map(URI::create);
    }

    public Optional<Region> region() {
        return Optional.ofNullable(environment.get("AWS_REGION"))
                .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
                .map(Region::of);
    }

    /** Builds a client. The SDK resolves the region at this point and throws if there is none. */
    private static <C> C built(Supplier<C> build) {
        try {
            return build.get();
        } catch (SdkClientException noRegion) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("this process's environment")
                    .what("the AWS client could not be created")
                    .because("probably no AWS region is set")
                    .fix("set AWS_REGION")
                    .exception(noRegion);
        }
    }

    /** Uses path-style addresses with a custom endpoint, because a local stack has no DNS names for buckets. */
    private static S3Configuration pathStyle(Optional<URI> endpoint) {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(endpoint.isPresent())
                .build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B sync(B builder, String service) {
        endpoint(service).ifPresent(builder::endpointOverride);
        region().ifPresent(builder::region);
        return builder.httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(
                        override -> override.retryStrategy(standard().build()));
    }

    private static StandardRetryStrategy.Builder standard() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(ATTEMPTS);
    }

    /**
     * S3 returns 409 if a conditional put conflicts with a concurrent request for the same key. Such a put must be
     * retried. If the other request has created the object, the retry returns 412.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">conditional
     *     writes</a>
     */
    private static boolean isConflict(Throwable failed) {
        return failed instanceof S3Exception refused
                && refused.statusCode() == CONFLICT
                && refused.awsErrorDetails() != null
                && CONDITIONAL_CONFLICT.equals(refused.awsErrorDetails().errorCode());
    }
}
