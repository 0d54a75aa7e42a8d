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

/** The options as given, read one by one as what they ought to be; collects a problem wherever one is something else. */
final class GivenOptions {

    private static final Logger LOG = LoggerFactory.getLogger(GivenOptions.class);

    /** Far enough for any stream, near enough for every sum of them to be a time. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Map<String, String> values = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    GivenOptions(Map<String, String> given) {
        // Spark passes on an option that was set to null.
        given.forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), value == null ? "" : value.strip()));
        values.keySet().stream().filter(name -> !OptionKey.isKnown(name)).forEach(this::judgeUnknown);
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
            problem(key, "is missing; a read needs it; " + how);
        }
    }

    /** The value; null if it was left out, or if it is empty, which is a problem. */
    @Nullable
    String text(OptionKey key) {
        String value = values.get(key.key());
        if (value != null && value.isEmpty()) {
            problem(key, "is empty; that names nothing; give it a value or leave it out");
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
            problem(key, value + " lies outside the years 1970 to 9998; no record arrived then; check the year");
        } catch (DateTimeException e) {
            problem(
                    key,
                    "\"" + value
                            + "\" is not an instant; a window is cut at points in time, not at days or local times;"
                            + " write it as 2001-01-31T00:00:00Z");
        }
        return null;
    }

    /** The duration, or {@code otherwise} if it was left out; {@code otherwise} too after a problem. */
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
            problem(key, value + " is less than nothing or more than a year; write what you can wait, as PT5M");
        } catch (DateTimeException e) {
            problem(key, "\"" + value + "\" is not an ISO-8601 duration; write minutes as PT5M and hours as PT1H");
        }
        return otherwise;
    }

    /** A whole number from 1 on, or {@code otherwise} if it was left out; {@code otherwise} too after a problem. */
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

    /** One of a few words, or {@code otherwise} if it was left out; {@code otherwise} too after a problem. */
    <T> T choice(OptionKey key, Map<String, T> meanings, String otherwise) {
        String value = text(key);
        T meaning = meanings.get((value == null ? otherwise : value).toLowerCase(Locale.ROOT));
        if (meaning == null) {
            problem(key, "\"" + value + "\" is none of " + String.join(", ", new TreeSet<>(meanings.keySet())));
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
            LOG.debug("endpoint is no URI", e);
        }
        // The value stays out of the message: a URL is where people leave passwords.
        problem(
                key,
                "is not the address of a service; scheme http or https and a host are needed, a user or a query is"
                        + " not taken; write it as https://kinesis.eu-central-1.amazonaws.com");
        return null;
    }

    private void judgeUnknown(String name) {
        OptionKey.nearest(name)
                .ifPresentOrElse(
                        nearest -> problems.add(
                                name + ": is not an option of kinesis-batch, and nearly spells one; did you" + " mean "
                                        + nearest.key() + "?"),
                        () -> LOG.warn("option {} is not one of kinesis-batch's and changes nothing", name));
    }
}
