package dev.madrugada.localstack;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;

/** AWS SDK clients for a stack. */
record Clients(LocalStackEndpoints endpoints) {

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B aws(B builder) {
        return builder.endpointOverride(endpoints.aws())
                .region(Region.of(endpoints.region()))
                .credentialsProvider(credentials())
                .httpClientBuilder(ApacheHttpClient.builder());
    }

    private StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(endpoints.accessKey(), endpoints.secretKey()));
    }

    KinesisClient kinesis() {
        return aws(KinesisClient.builder()).build();
    }

    /** A client without retries, so that a test sees every error. */
    KinesisClient impatientKinesis() {
        return aws(KinesisClient.builder())
                .overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    GlueClient glue() {
        return aws(GlueClient.builder()).build();
    }

    SecretsManagerClient secrets() {
        return aws(SecretsManagerClient.builder()).build();
    }

    SnsClient sns() {
        return aws(SnsClient.builder()).build();
    }

    SesV2Client mail() {
        return aws(SesV2Client.builder()).build();
    }

    S3Client s3() {
        return aws(S3Client.builder())
                .endpointOverride(endpoints.s3())
                .forcePathStyle(true)
                .build();
    }

    S3Presigner presigner() {
        return S3Presigner.builder()
                .endpointOverride(endpoints.s3())
                .region(Region.of(endpoints.region()))
                .credentialsProvider(credentials())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }
}
