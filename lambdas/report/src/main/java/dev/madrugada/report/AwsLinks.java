package dev.madrugada.report;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.s3.PresignedUrl;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Makes links to report pages: a presigned URL for an {@code s3:} URI; a {@code file:} URI is returned unchanged. */
record AwsLinks(AwsClients clients) implements ReportLink.Maker {
    // The objects of the lake have no Content-Type. Without this type a browser saves the page instead of showing it.
    private static final String PAGE_TYPE = "text/html; charset=utf-8";

    @Override
    public ReportLink to(URI page) {
        if (!"s3".equals(page.getScheme())) {
            return new ReportLink(
                    page, "never", "The link is a file URI. It opens on machines that have this file system.");
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
        String readers = " Anyone who has the link can read the page.";
        return switch (signed.signer()) {
            case KEYS -> "The link works until " + until + "." + readers;
            case SESSION -> "The link works until " + until + ", when the session that signed it ends." + readers;
            case SESSION_OF_UNKNOWN_END ->
                "The link works until about " + until + ", one hour after it was signed, at the latest. It stops"
                        + " working when the session that signed it ends. That may be earlier, and AWS does not report when."
                        + readers;
        };
    }
}
