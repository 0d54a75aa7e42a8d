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
 * A URL by which whoever has it may read one object for a while. Signing asks nobody: it tells neither whether the
 * object is there nor whether the signer may read it. The URL is a credential: it is never logged.
 *
 * <p>S3 takes a signature for at most seven days, and one made with a role's session dies with that session, whatever
 * the URL says. Where the session's end is known, the URL ends with it. Where it is not (a Lambda is not told), the
 * URL is signed for an hour, the shortest session a role has by default, and {@link Signer#SESSION_OF_UNKNOWN_END}
 * says that it may die sooner.
 *
 * @param expiresAt by the real clock, which S3 judges by
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html">presigned URLs</a>
 */
public record PresignedUrl(URI url, Instant expiresAt, Signer signer) {
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration SESSION = Duration.ofHours(1);

    /** Whose credentials signed it. */
    public enum Signer {
        /** Long-lived keys: it lasts until it expires. */
        KEYS,
        /** A session that lasts at least as long. */
        SESSION,
        /** A session that may end before. */
        SESSION_OF_UNKNOWN_END
    }

    /**
     * Signs a URL.
     *
     * @param presigner signs with these credentials; stays the caller's
     * @param contentType what the answer to it says it is, whatever the object's own metadata says
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
            return SESSION;
        }
        Duration left = credentials
                .expirationTime()
                .map(end -> Duration.between(now, end))
                .orElse(LONGEST);
        if (left.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return left.compareTo(LONGEST) > 0 ? LONGEST : left;
    }

    private static Signer signer(AwsCredentials credentials) {
        if (!(credentials instanceof AwsSessionCredentials)) {
            return Signer.KEYS;
        }
        return credentials.expirationTime().isPresent() ? Signer.SESSION : Signer.SESSION_OF_UNKNOWN_END;
    }

    /** Without its query, which is the credential. */
    @Override
    public String toString() {
        return "presigned until " + expiresAt + " by " + signer;
    }
}
