package dev.madrugada.report;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.s3.PresignedUrl;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned URLs for {@code s3:}; a file is its own link. */
record AwsLinks(AwsClients clients) implements Link.Maker {
    // The lake's objects carry no type of their own, and a browser would save the page instead of showing it.
    private static final String PAGE_TYPE = "text/html; charset=utf-8";

    @Override
    public Link to(URI page) {
        if (!"s3".equals(page.getScheme())) {
            return new Link(page, "never", "The link is a file's: it opens where that file system is.");
        }
        try {
            AwsCredentials credentials = clients.credentials();
            try (S3Presigner presigner = clients.s3Presigner(credentials)) {
                PresignedUrl signed = PresignedUrl.of(presigner, credentials, page, PAGE_TYPE);
                return new Link(signed.url(), signed.expiresAt().toString(), promise(signed));
            }
        } catch (SdkException failed) {
            throw new Fault(
                            ErrorCode.SinkUnavailable,
                            page.toString(),
                            "no URL could be signed for it",
                            failed.getClass().getSimpleName(),
                            "see that credentials and a region are there; the night is retried")
                    .exception(failed);
        }
    }

    private static String promise(PresignedUrl signed) {
        String until = "Whoever has the link can read the page until " + signed.expiresAt() + ".";
        return switch (signed.signer()) {
            case KEYS -> until;
            case SESSION -> until + " Then the session that signed it ends.";
            case SESSION_OF_UNKNOWN_END ->
                until + " It may stop earlier: it dies with the session that signed it, whose end is not known here.";
        };
    }
}
