package dev.madrugada.report;

import dev.madrugada.common.text.Loopback;
import java.net.URI;

/**
 * How the page can be opened. The URL of a page on S3 is a credential: it is shown to whoever asked for it, and never
 * logged.
 *
 * @param expiresAt an instant of the real clock, or {@code never}
 * @param promise what may be relied on, as sentences for people
 */
public record ReportLink(URI url, String expiresAt, String promise) {
    /** The port to whatever makes a link to an object; it must not need the object to be there. */
    @FunctionalInterface
    interface Maker {
        ReportLink to(URI page);
    }

    /** Whether it leads nowhere from another machine. */
    boolean isOfThisMachine() {
        return "file".equals(url.getScheme()) || Loopback.isHostOf(url);
    }

    @Override
    public String toString() {
        return "link until " + expiresAt;
    }
}
