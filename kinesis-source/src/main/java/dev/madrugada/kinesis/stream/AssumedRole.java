package dev.madrugada.kinesis.stream;

import dev.madrugada.kinesis.InvalidOptionsException;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Assumes a role. No other class refers to the SDK's module {@code sts}, so only the option {@code role-arn} needs the
 * module on the class path.
 */
final class AssumedRole {
    private static final String SESSION = "kinesis-batch";

    private AssumedRole() {}

    /**
     * Credentials of the role, refreshed before they expire.
     *
     * @param http the HTTP client, which the caller closes
     * @param owned receives the resources that the caller must close
     * @throws InvalidOptionsException if {@code sts} is not on the class path
     */
    static AwsCredentialsProvider credentials(
            StreamRole role, Region region, SdkHttpClient http, List<SdkAutoCloseable> owned) {
        try {
            return assumed(role, region, http, owned);
        } catch (NoClassDefFoundError absent) {
            throw new InvalidOptionsException(List.of(
                    "role-arn: needs the SDK's module sts, which is not on the class path; sts assumes the role; add"
                            + " software.amazon.awssdk:sts in the version of the SDK's kinesis, or use"
                            + " kinesis-source-all.jar"));
        }
    }

    private static AwsCredentialsProvider assumed(
            StreamRole role, Region region, SdkHttpClient http, List<SdkAutoCloseable> owned) {
        StsClient sts = StsClient.builder().region(region).httpClient(http).build();
        StsAssumeRoleCredentialsProvider assumed = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(
                        r -> r.roleArn(role.arn()).roleSessionName(SESSION).externalId(role.externalId()))
                .build();
        owned.add(assumed);
        owned.add(sts);
        return assumed;
    }
}
