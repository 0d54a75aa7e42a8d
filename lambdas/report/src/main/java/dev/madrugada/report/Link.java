package dev.madrugada.report;

import java.net.URI;

/**
 * How the page can be opened.
 *
 * @param expiresAt an instant of the real clock, or {@code never}
 * @param promise what may be relied on, as a sentence for the mail
 */
record Link(URI url, String expiresAt, String promise) {
    /** The port to whatever makes a link to an object; it must not need the object to be there. */
    @FunctionalInterface
    interface Maker {
        Link to(URI page);
    }

    @Override
    public String toString() {
        return "link until " + expiresAt;
    }
}
