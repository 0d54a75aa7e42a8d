package dev.madrugada.kinesis.stream;

import dev.madrugada.kinesis.InvalidOptionsException;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The only class that links to the SDK's {@code sts}, which the classpath needs for {@code role-arn} alone. */
final class AssumedRole {
    private static final String SESSION = "kinesis-batch";

    private AssumedRole() {}

    /**
     * Credentials of the role, refreshed as they end.
     *
     * @param http stays the caller's
     * @param owned what the caller has to close is added at its end
     * @throws InvalidOptionsException if {@code sts} is not on the classpath
     */
    static AwsCredentialsProvider credentials(
            StreamRole role, Region region, SdkHttpClient http, List<SdkAutoCloseable> owned) {
        try {
            return assumed(role, region, http, owned);
        } catch (NoClassDefFoundError absent) {
            throw new InvalidOptionsException(
                    List.of("role-arn: is given, and the SDK's sts is not on the classpath; it assumes the role; add"
                            + " software.amazon.awssdk:sts in the version of the SDK's kinesis"));
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
