package dev.madrugada.kinesis.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Opens clients of the AWS SDK. The clients use the default credentials chain of the process that opens them, also to
 * assume a role.
 */
record AwsStreamClients() implements StreamClients {

    @Override
    public StreamClient open(StreamAccess access) {
        List<SdkAutoCloseable> owned = new ArrayList<>();
        Region region = Region.of(access.region());
        SdkHttpClient http = ApacheHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                // A third of the minute for which an unavailable service is retried.
                .socketTimeout(Duration.ofSeconds(20))
                .build();
        KinesisClientBuilder builder = KinesisClient.builder()
                .region(region)
                .httpClient(http)
                .credentialsProvider(credentials(access.role(), region, http, owned))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new RawResponseInterceptor()));
        if (access.endpoint() != null) {
            builder.endpointOverride(access.endpoint());
        }
        // The stream client closes the resources in this order: the SDK clients before the HTTP client of the SDK
        // clients.
        KinesisClient kinesis = builder.build();
        owned.add(0, kinesis);
        owned.add(http);
        return new AwsStreamClient(kinesis, access.stream(), RetryPolicy.STANDARD, owned);
    }

    private static AwsCredentialsProvider credentials(
            @Nullable StreamRole role, Region region, SdkHttpClient http, List<SdkAutoCloseable> owned) {
        if (role == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        return AssumedRole.credentials(role, region, http, owned);
    }
}
