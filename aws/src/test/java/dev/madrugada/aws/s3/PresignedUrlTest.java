package dev.madrugada.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.madrugada.aws.AwsClients;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class PresignedUrlTest {
    private static final URI PAGE = URI.create("s3://lake/reports/flights/dt=2001-01-01/report.html");

    @Test
    void keysSignForSevenDays() {
        PresignedUrl signed = signed(AwsBasicCredentials.create("AKIAEXAMPLE", "not a secret"));
        assertThat(signed.signer()).isEqualTo(PresignedUrl.Signer.KEYS);
        assertThat(signed.expiresAt()).isCloseTo(in(Duration.ofDays(7)), within(1, ChronoUnit.MINUTES));
        assertThat(signed.url().toString())
                .startsWith("https://lake.s3.eu-west-1.amazonaws.com/reports/flights/dt%3D2001-01-01/report.html?")
                .contains("X-Amz-Expires=604800", "response-content-type=text%2Fhtml");
    }

    @Test
    void expiresWithItsSession() {
        PresignedUrl signed =
                signed(session().expirationTime(in(Duration.ofMinutes(90))).build());
        assertThat(signed.signer()).isEqualTo(PresignedUrl.Signer.SESSION);
        assertThat(signed.expiresAt()).isCloseTo(in(Duration.ofMinutes(90)), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void limitsALongSessionToSevenDays() {
        PresignedUrl signed =
                signed(session().expirationTime(in(Duration.ofDays(30))).build());
        assertThat(signed.expiresAt()).isCloseTo(in(Duration.ofDays(7)), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void signsForOneHourIfTheSessionsEndIsUnknown() {
        PresignedUrl signed = signed(session().build());
        assertThat(signed.signer()).isEqualTo(PresignedUrl.Signer.SESSION_OF_UNKNOWN_END);
        assertThat(signed.expiresAt()).isCloseTo(in(Duration.ofHours(1)), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void omitsTheCredentialInItsTextForm() {
        assertThat(signed(session().build()).toString()).doesNotContain("X-Amz", "lake");
    }

    private static AwsSessionCredentials.Builder session() {
        return AwsSessionCredentials.builder()
                .accessKeyId("ASIAEXAMPLE")
                .secretAccessKey("not a secret")
                .sessionToken("not a token");
    }

    private static PresignedUrl signed(AwsCredentials credentials) {
        AwsClients clients = new AwsClients(Map.of("AWS_REGION", "eu-west-1"));
        try (S3Presigner presigner = clients.s3Presigner(credentials)) {
            return PresignedUrl.of(presigner, credentials, PAGE, "text/html; charset=utf-8");
        }
    }

    private static Instant in(Duration duration) {
        return Clock.systemUTC().instant().plus(duration);
    }
}
