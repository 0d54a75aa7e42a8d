package dev.madrugada.cli.doctor.account;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.cli.doctor.evidence.CallRecorder;
import dev.madrugada.cli.doctor.evidence.Evidence;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lakeformation.LakeFormationClient;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's clients, each made when it is first asked for. They share one HTTP client, record every call, and are closed with
 * this object. Endpoints and region come from the same variables as the jobs'.
 */
public final class Clients implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    private final AwsClients environment;
    private final CallRecorder recorder;
    private final SdkHttpClient http = ApacheHttpClient.create();
    private final Map<String, SdkClient> built = new HashMap<>();

    public Clients(AwsClients environment, Evidence evidence) {
        this.environment = environment;
        this.recorder = new CallRecorder(evidence);
    }

    /** The id of the account that the credentials belong to. */
    public String account() {
        return sts().getCallerIdentity().account();
    }

    public CloudFormationClient cloudFormation() {
        return client("CLOUDFORMATION", CloudFormationClient.builder());
    }

    StsClient sts() {
        return client("STS", StsClient.builder());
    }

    IamClient iam() {
        return client("IAM", IamClient.builder());
    }

    public Ec2Client ec2() {
        return client("EC2", Ec2Client.builder());
    }

    GlueClient glue() {
        return client("GLUE", GlueClient.builder());
    }

    KinesisClient kinesis() {
        return client("KINESIS", KinesisClient.builder());
    }

    LakeFormationClient lakeFormation() {
        return client("LAKEFORMATION", LakeFormationClient.builder());
    }

    public RedshiftClient redshift() {
        return client("REDSHIFT", RedshiftClient.builder());
    }

    public RedshiftServerlessClient serverless() {
        return client("REDSHIFT_SERVERLESS", RedshiftServerlessClient.builder());
    }

    SchedulerClient scheduler() {
        return client("SCHEDULER", SchedulerClient.builder());
    }

    SesV2Client ses() {
        return client("SESV2", SesV2Client.builder());
    }

    SnsClient sns() {
        return client("SNS", SnsClient.builder());
    }

    public SecretsManagerClient secrets() {
        return client("SECRETS_MANAGER", SecretsManagerClient.builder());
    }

    /** For objects. */
    S3Client s3() {
        return client("S3", pathStyle(environment.endpoint("S3")));
    }

    /**
     * For a bucket's settings. The local stack answers these at another address than objects; AWS does not, so without
     * endpoints in the environment both clients are equal.
     */
    S3Client bucketSettings() {
        return client("S3_CONTROL", pathStyle(environment.endpoint("S3_CONTROL")));
    }

    private static S3ClientBuilder pathStyle(Optional<URI> endpoint) {
        return S3Client.builder().forcePathStyle(endpoint.isPresent());
    }

    @SuppressWarnings("unchecked") // a service's client always has the type of its builder
    private synchronized <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
            String service, B builder) {
        SdkClient known = built.get(service);
        if (known == null) {
            environment.endpoint(service).ifPresent(builder::endpointOverride);
            environment.region().ifPresent(builder::region);
            known = builder.httpClient(http)
                    .overrideConfiguration(override -> override.addExecutionInterceptor(recorder)
                            .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                    .maxAttempts(ATTEMPTS)
                                    .build()))
                    .build();
            built.put(service, known);
        }
        return (C) known;
    }

    @Override
    public synchronized void close() {
        built.values().forEach(SdkClient::close);
        http.close();
    }
}
