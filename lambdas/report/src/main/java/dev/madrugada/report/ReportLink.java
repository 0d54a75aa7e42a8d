package dev.madrugada.report;

import dev.madrugada.common.text.Loopback;
import java.net.URI;

/**
 * A link to a report page. A presigned S3 URL is a credential: it is given to the caller only and never logged.
 *
 * @param expiresAt the expiry as an ISO-8601 instant of the system clock, or {@code never}
 * @param promise sentences for people about how long the link works and who can use it
 */
public record ReportLink(URI url, String expiresAt, String promise) {
    /** The port that makes links to objects. The object need not exist. */
    @FunctionalInterface
    interface Maker {
        ReportLink to(URI page);
    }

    /** Whether the link works on this machine only. */
    boolean isOfThisMachine() {
        return "file".equals(url.getScheme()) || Loopback.isHostOf(url);
    }

    @Override
    public String toString() {
        return "link until " + expiresAt;
    }
}
