package dev.madrugada.report;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.s3.PresignedUrl;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned URLs for {@code s3:}; a file is its own link. */
record AwsLinks(AwsClients clients) implements ReportLink.Maker {
    // The lake's objects carry no type of their own, and a browser would save the page instead of showing it.
    private static final String PAGE_TYPE = "text/html; charset=utf-8";

    @Override
    public ReportLink to(URI page) {
        if (!"s3".equals(page.getScheme())) {
            return new ReportLink(page, "never", "The link is a file's: it opens where that file system is.");
        }
        try {
            AwsCredentials credentials = clients.credentials();
            try (S3Presigner presigner = clients.s3Presigner(credentials)) {
                PresignedUrl signed = PresignedUrl.of(presigner, credentials, page, PAGE_TYPE);
                return new ReportLink(signed.url(), signed.expiresAt().toString(), promise(signed));
            }
        } catch (SdkException failed) {
            throw ReportFaults.linkNotSigned(page, failed).exception(failed);
        }
    }

    static String promise(PresignedUrl signed) {
        String until = signed.expiresAt()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString()
                .replace('T', ' ')
                .replace(":00Z", " UTC");
        String readers = " Whoever has it can read the page.";
        return switch (signed.signer()) {
            case KEYS -> "The link works until " + until + "." + readers;
            case SESSION -> "The link works until " + until + ", when the session that signed it ends." + readers;
            case SESSION_OF_UNKNOWN_END ->
                "The link works until about " + until + ", an hour after it was signed, at the latest. It may end"
                        + " earlier: it ends with the session that signed it, whose end AWS does not tell." + readers;
        };
    }
}
