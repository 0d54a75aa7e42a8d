package dev.madrugada.report;

import java.net.URI;
import java.util.Set;

/**
 * How the page can be opened.
 *
 * @param expiresAt an instant of the real clock, or {@code never}
 * @param promise what may be relied on, as a sentence for the mail
 */
record Link(URI url, String expiresAt, String promise) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** The port to whatever makes a link to an object; it must not need the object to be there. */
    @FunctionalInterface
    interface Maker {
        Link to(URI page);
    }

    /** Whether it leads nowhere from another machine. */
    boolean isOfThisMachine() {
        return "file".equals(url.getScheme()) || LOOPBACK.contains(String.valueOf(url.getHost()));
    }

    @Override
    public String toString() {
        return "link until " + expiresAt;
    }
}
