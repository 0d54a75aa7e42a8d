package dev.madrugada.kinesis.options;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The options as the user wrote them. Each method parses one option. An invalid value adds a problem to {@link
 * #problems}.
 */
final class GivenOptions {

    private static final Logger LOG = LoggerFactory.getLogger(GivenOptions.class);

    /**
     * Instants before this one and from {@link #LATEST} on are rejected, so that adding two durations never overflows.
     */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Map<String, String> values = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    GivenOptions(Map<String, String> given) {
        // Spark passes null for an option that was set to null.
        given.forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), value == null ? "" : value.strip()));
        values.keySet().stream().filter(name -> !OptionKey.isKnown(name)).forEach(this::checkUnknown);
    }

    List<String> problems() {
        return problems;
    }

    void problem(OptionKey key, String sentence) {
        problems.add(key.key() + ": " + sentence);
    }

    boolean has(OptionKey key) {
        return values.containsKey(key.key());
    }

    void require(OptionKey key, String how) {
        if (!has(key)) {
            problem(key, "is missing; it is required; " + how);
        }
    }

    /** The value; null if the option is absent. An empty value is a problem and also gives null. */
    @Nullable
    String text(OptionKey key) {
        String value = values.get(key.key());
        if (value != null && value.isEmpty()) {
            problem(key, "is empty; an option needs a value; give it a value or leave it out");
            return null;
        }
        return value;
    }

    @Nullable
    String text(OptionKey key, Pattern pattern, String whatItIs) {
        String value = text(key);
        if (value == null || pattern.matcher(value).matches()) {
            return value;
        }
        problem(key, "\"" + value + "\" is not " + whatItIs);
        return null;
    }

    @Nullable
    Instant instant(OptionKey key) {
        String value = text(key);
        if (value == null) {
            return null;
        }
        try {
            Instant instant = Instant.parse(value);
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
            problem(key, value + " is outside of the years 1970 to 9998; no record arrived then; check the year");
        } catch (DateTimeException e) {
            problem(
                    key,
                    "\"" + value
                            + "\" is not an instant; a window starts and ends at instants, not at days or local times;"
                            + " write it as 2001-01-31T00:00:00Z");
        }
        return null;
    }

    /** The duration; {@code otherwise} if the option is absent or invalid. */
    Duration duration(OptionKey key, Duration otherwise) {
        String value = text(key);
        if (value == null) {
            return otherwise;
        }
        try {
            Duration duration = Duration.parse(value);
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
            problem(key, value + " is negative or more than a year; write a shorter duration, as PT5M");
        } catch (DateTimeException e) {
            problem(key, "\"" + value + "\" is not an ISO-8601 duration; write minutes as PT5M and hours as PT1H");
        }
        return otherwise;
    }

    /** A whole number of at least 1; {@code otherwise} if the option is absent or invalid. */
    long number(OptionKey key, long otherwise, String ofWhat) {
        String value = text(key);
        if (value == null) {
            return otherwise;
        }
        if (value.matches("0*[1-9]\\d{0,17}")) {
            return Long.parseLong(value);
        }
        problem(key, "\"" + value + "\" is not a number of " + ofWhat);
        return otherwise;
    }

    /**
     * The meaning of the given word; the meaning of {@code otherwise} if the option is absent or not an allowed word.
     */
    <T> T choice(OptionKey key, Map<String, T> meanings, String otherwise) {
        String value = text(key);
        T meaning = meanings.get((value == null ? otherwise : value).toLowerCase(Locale.ROOT));
        if (meaning == null) {
            problem(key, "\"" + value + "\" is not one of " + String.join(", ", new TreeSet<>(meanings.keySet())));
            return Objects.requireNonNull(meanings.get(otherwise));
        }
        return meaning;
    }

    @Nullable
    URI endpoint(OptionKey key) {
        String value = text(key);
        if (value == null) {
            return null;
        }
        try {
            URI uri = new URI(value);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            LOG.debug("endpoint is not a URI", e);
        }
        // The message omits the value, because a URL may contain a password.
        problem(
                key,
                "is not the address of a service; it needs the scheme http or https and a host, and may have neither"
                        + " a user nor a query; write it as https://kinesis.eu-central-1.amazonaws.com");
        return null;
    }

    private void checkUnknown(String name) {
        OptionKey.nearest(name)
                .ifPresentOrElse(
                        nearest -> problems.add(
                                name + ": is not an option of kinesis-batch; did you mean " + nearest.key() + "?"),
                        () -> LOG.warn("kinesis-batch ignores the unknown option {}", name));
    }
}
