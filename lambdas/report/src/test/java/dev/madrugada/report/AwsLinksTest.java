package dev.madrugada.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.s3.PresignedUrl;
import dev.madrugada.aws.s3.PresignedUrl.Signer;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AwsLinksTest {
    @Test
    void promisesOneHourForAnUnknownSessionEnd() {
        assertThat(promise(Signer.SESSION_OF_UNKNOWN_END))
                .startsWith(
                        "The link works until about 2001-01-02 03:04 UTC, one hour after it was signed, at the latest.")
                .contains("when the session that signed it ends", "AWS does not report when");
    }

    @Test
    void statesAKnownEnd() {
        assertThat(promise(Signer.SESSION))
                .startsWith("The link works until 2001-01-02 03:04 UTC, when the session that signed it ends.");
        assertThat(promise(Signer.KEYS)).startsWith("The link works until 2001-01-02 03:04 UTC.");
    }

    private static String promise(Signer signer) {
        return AwsLinks.promise(
                new PresignedUrl(URI.create("https://signed/"), Instant.parse("2001-01-02T03:04:59.123Z"), signer));
    }
}
