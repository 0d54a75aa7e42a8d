package dev.madrugada.aws.s3;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

/**
 * A presigned URL: anyone who has it can read one object until it expires. Signing makes no request, so the object may
 * be missing and the signer may lack permission. The URL is a credential and is never logged.
 *
 * <p>A signature is valid for at most seven days. A signature with a role's session credentials becomes invalid when
 * the session ends, even if the URL expires later. If the session's end is known, the URL expires with it. If it is
 * unknown, as in a Lambda, the URL expires after one hour, the default duration of a role session;
 * {@link Signer#SESSION_OF_UNKNOWN_END} marks that it may become invalid earlier.
 *
 * @param expiresAt expiry by the system clock, not by a test clock, because S3 checks it
 * @param signer the kind of credentials that signed the URL
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html">presigned URLs</a>
 */
public record PresignedUrl(URI url, Instant expiresAt, Signer signer) {
    private static final Duration MAX_LIFETIME = Duration.ofDays(7);
    private static final Duration MIN_LIFETIME = Duration.ofSeconds(1);
    private static final Duration UNKNOWN_SESSION_LIFETIME = Duration.ofHours(1);

    /** The kind of credentials that signed a URL. */
    public enum Signer {
        /** Long-term keys: the URL is valid until it expires. */
        KEYS,
        /** A session that ends when the URL expires, or later. */
        SESSION,
        /** A session that may end before the URL expires. */
        SESSION_OF_UNKNOWN_END
    }

    /**
     * Signs a URL.
     *
     * @param presigner a presigner with these credentials; the caller closes it
     * @param contentType Content-Type of the response, which overrides the object's metadata
     */
    public static PresignedUrl of(S3Presigner presigner, AwsCredentials credentials, URI object, String contentType) {
        Duration lifetime = lifetime(credentials, Clock.systemUTC().instant());
        PresignedGetObjectRequest signed = presigner.presignGetObject(presign -> presign.signatureDuration(lifetime)
                .getObjectRequest(get -> get.bucket(object.getHost())
                        .key(object.getPath().substring(1))
                        .responseContentType(contentType)));
        return new PresignedUrl(URI.create(signed.url().toString()), signed.expiration(), signer(credentials));
    }

    private static Duration lifetime(AwsCredentials credentials, Instant now) {
        if (signer(credentials) == Signer.SESSION_OF_UNKNOWN_END) {
            return UNKNOWN_SESSION_LIFETIME;
        }
        Duration left = credentials
                .expirationTime()
                .map(end -> Duration.between(now, end))
                .orElse(MAX_LIFETIME);
        if (left.compareTo(MIN_LIFETIME) < 0) {
            return MIN_LIFETIME;
        }
        return left.compareTo(MAX_LIFETIME) > 0 ? MAX_LIFETIME : left;
    }

    private static Signer signer(AwsCredentials credentials) {
        if (!(credentials instanceof AwsSessionCredentials)) {
            return Signer.KEYS;
        }
        return credentials.expirationTime().isPresent() ? Signer.SESSION : Signer.SESSION_OF_UNKNOWN_END;
    }

    /** Omits the URL, because the URL's query is the credential. */
    @Override
    public String toString() {
        return "presigned until " + expiresAt + " by " + signer;
    }
}
