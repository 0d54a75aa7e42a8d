package dev.madrugada.cli.size;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a price or an assumption is from.
 *
 * @param page AWS's page of the price; empty if there is none
 * @param seen the day on which the text was read, as in a file of prices; empty if unknown
 * @param text what was read, or what the value means
 */
record PriceSource(Status status, String page, String seen, String text) {
    private static final String STATUS = ".status";
    private static final String PAGE = ".page";
    private static final String SEEN = ".seen";
    private static final String TEXT = ".source";

    /** How sure the value is. */
    enum Status {
        VERIFIED,
        /** No source confirms the value. */
        UNVERIFIED,
        /** The user's to set. */
        ASSUMPTION,
        /** From a file of the user. */
        GIVEN;

        /** The form in files of prices and in JSON. */
        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a name in a file of prices is a part of a source, not a price. */
    static boolean isPart(String name) {
        return Stream.of(STATUS, PAGE, SEEN, TEXT).anyMatch(name::endsWith);
    }

    /** The source of a price of this release. */
    static PriceSource of(String price, Properties properties) {
        return new PriceSource(
                Status.valueOf(
                        properties.getProperty(price + STATUS, "unverified").toUpperCase(Locale.ROOT)),
                properties.getProperty(price + PAGE, ""),
                properties.getProperty(price + SEEN, ""),
                properties.getProperty(price + TEXT, ""));
    }

    /**
     * The source of a price in a user's file.
     *
     * @param file the file's name, for a price without a source
     */
    static PriceSource given(String price, Properties properties, String file) {
        return new PriceSource(
                Status.GIVEN,
                properties.getProperty(price + PAGE, ""),
                properties.getProperty(price + SEEN, ""),
                properties.getProperty(price + TEXT, file));
    }

    String line() {
        return Stream.of(status.text(), page, seen.isEmpty() ? "" : "seen " + seen, text)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
