package dev.madrugada.runner.aws;

import dev.madrugada.aws.AwsClients;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Creates the clients that only the runner needs. Lambda sets the region; endpoints come from the same variables as
 * those of {@link AwsClients}.
 */
public record RunnerClients(AwsClients shared) {
    /** GetActivityTask answers after at most 60 seconds. */
    private static final Duration LONG_POLL = Duration.ofSeconds(70);

    private static final Duration ORDINARY = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 4;

    /** A client that sends each request once, for requests of which a second one would start a second run. */
    public GlueClient glueOnce() {
        return built(GlueClient.builder(), "GLUE", once(), ORDINARY);
    }

    /** A client that sends each request once, because an answer that got lost may have had a task. */
    public SfnClient polling() {
        return built(SfnClient.builder(), "SFN", once(), LONG_POLL);
    }

    public SfnClient answering() {
        return built(SfnClient.builder(), "SFN", several(), ORDINARY);
    }

    public DynamoDbClient dynamoDb() {
        return built(DynamoDbClient.builder(), "DYNAMODB", several(), ORDINARY);
    }

    private static RetryStrategy once() {
        return AwsRetryStrategy.doNotRetry();
    }

    private static RetryStrategy several() {
        StandardRetryStrategy.Builder standard = AwsRetryStrategy.standardRetryStrategy().toBuilder();
        return standard.maxAttempts(ATTEMPTS).build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(
            B builder, String service, RetryStrategy retries, Duration patience) {
        shared.endpoint(service).ifPresent(builder::endpointOverride);
        shared.region().ifPresent(builder::region);
        return builder.httpClientBuilder(ApacheHttpClient.builder().socketTimeout(patience))
                .overrideConfiguration(override -> override.retryStrategy(retries))
                .build();
    }
}
