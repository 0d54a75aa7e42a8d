package dev.madrugada.kinesis.options;

import dev.madrugada.kinesis.InvalidOptionsException;
import dev.madrugada.kinesis.split.Aggregates;
import dev.madrugada.kinesis.split.OnExpired;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.stream.StreamAccess;
import dev.madrugada.kinesis.stream.StreamId;
import dev.madrugada.kinesis.stream.StreamRole;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses and validates the options of one read. Collects all problems before it fails. Used once. */
final class OptionParser {

    private static final Duration DEFAULT_SETTLE_DELAY = Duration.ofMinutes(5);
    private static final Duration DEFAULT_MAX_OUT_OF_ORDERNESS = Duration.ofMinutes(2);
    private static final long DEFAULT_BUFFER = 64L << 20;

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    /**
     * Matches the host as written, without resolving a name. A name that resolves to loopback today may resolve to
     * another address tomorrow.
     */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

    private final GivenOptions given;
    private final Clock clock;
    private final Supplier<Optional<String>> ownRegion;

    OptionParser(Map<String, String> given, Clock clock, Supplier<Optional<String>> ownRegion) {
        this.given = new GivenOptions(given);
        this.clock = clock;
        this.ownRegion = ownRegion;
    }

    KinesisOptions parse() {
        StreamId stream = stream();
        String region = region(stream);
        URI endpoint = given.endpoint(OptionKey.ENDPOINT);
        StreamRole role = role();
        Clock time = time(endpoint);
        ReadWindow window = window(time);
        Aggregates aggregates = given.choice(
                OptionKey.DEAGGREGATE, Map.of("true", Aggregates.UNPACKED, "false", Aggregates.VERBATIM), "true");
        long shards = given.number(OptionKey.MAX_SHARDS_PER_TASK, Integer.MAX_VALUE, "shards; write it as 8");
        long buffer = given.number(OptionKey.MAX_BUFFER_BYTES, DEFAULT_BUFFER, "bytes; write 64 MiB as 67108864");
        OnExpired onExpired = given.choice(
                OptionKey.ON_EXPIRED,
                Map.of("fail", OnExpired.FAIL, "read-what-is-left", OnExpired.READ_WHAT_IS_LEFT),
                "fail");
        if (stream == null
                || region == null
                || window == null
                || !given.problems().isEmpty()) {
            throw new InvalidOptionsException(given.problems());
        }
        return new KinesisOptions(
                new StreamAccess(stream, region, endpoint, role),
                new ReadConfig(window, onExpired, aggregates, buffer, time),
                (int) Math.min(shards, Integer.MAX_VALUE));
    }

    private @Nullable StreamId stream() {
        given.require(OptionKey.STREAM, "give the stream's name or its ARN");
        String value = given.text(OptionKey.STREAM);
        if (value == null) {
            return null;
        }
        Optional<StreamId> stream = StreamId.parse(value);
        if (stream.isEmpty()) {
            given.problem(
                    OptionKey.STREAM,
                    "\"" + value
                            + "\" is neither the name nor the ARN of a stream; a name has up to 128 letters, digits,"
                            + " '_', '.' and '-', an ARN ends with :stream/<name>; copy it from the console");
        }
        return stream.orElse(null);
    }

    private @Nullable String region(@Nullable StreamId stream) {
        if (given.has(OptionKey.REGION)) {
            String region = given.text(OptionKey.REGION, REGION, "a region; write it as eu-central-1");
            Optional<String> arnRegion = stream == null ? Optional.empty() : stream.region();
            if (region != null && arnRegion.isPresent() && !arnRegion.get().equals(region)) {
                given.problem(
                        OptionKey.REGION,
                        region + " is not the region in the stream's ARN, " + arnRegion.get()
                                + "; a stream belongs to one region; leave region out");
            }
            return region;
        }
        if (stream == null) {
            return null;
        }
        Optional<String> region = stream.region().or(ownRegion);
        if (region.isEmpty()) {
            given.problem(
                    OptionKey.REGION,
                    "is missing; the stream's name contains no region, and this process has no default region; set region,"
                            + " or give the stream's ARN");
        }
        return region.orElse(null);
    }

    private @Nullable StreamRole role() {
        String arn = given.text(
                OptionKey.ROLE_ARN, ROLE, "the ARN of a role; write it as arn:aws:iam::123456789012:role/reader");
        String externalId = given.text(
                OptionKey.EXTERNAL_ID,
                EXTERNAL_ID,
                "an external id; it has 2 to 1224 letters, digits and _+=,.@:/-; copy it from the role's trust policy");
        if (given.has(OptionKey.EXTERNAL_ID) && !given.has(OptionKey.ROLE_ARN)) {
            given.problem(OptionKey.EXTERNAL_ID, "is given without role-arn; it belongs to a role; add role-arn");
        }
        return arn == null ? null : new StreamRole(arn, externalId);
    }

    private Clock time(@Nullable URI endpoint) {
        Instant now = given.instant(OptionKey.NOW);
        if (given.has(OptionKey.NOW) && !isLoopback(endpoint)) {
            given.problem(
                    OptionKey.NOW,
                    "is allowed only with a loopback endpoint; against a real stream a wrong clock hides expired records;"
                            + " leave it out");
        }
        return now == null ? clock : Clock.fixed(now, ZoneOffset.UTC);
    }

    private @Nullable ReadWindow window(Clock time) {
        given.require(OptionKey.START, "give the start of the window, inclusive, as 2001-01-31T00:00:00Z");
        given.require(OptionKey.END, "give the end of the window, exclusive, as 2001-02-01T00:00:00Z");
        Instant start = given.instant(OptionKey.START);
        Instant end = given.instant(OptionKey.END);
        Duration maxOutOfOrderness = given.duration(OptionKey.MAX_OUT_OF_ORDERNESS, DEFAULT_MAX_OUT_OF_ORDERNESS);
        Duration settleDelay = given.duration(OptionKey.SETTLE_DELAY, DEFAULT_SETTLE_DELAY);
        if (end != null) {
            checkSettled(end, settleDelay, time.instant());
        }
        if (start == null || end == null) {
            return null;
        }
        if (!start.isBefore(end)) {
            given.problem(
                    OptionKey.END,
                    end + " is not after start, " + start + "; such a window is empty; give a later end");
            return null;
        }
        return new ReadWindow(start, end, maxOutOfOrderness);
    }

    private void checkSettled(Instant end, Duration settleDelay, Instant now) {
        if (end.isAfter(now.minus(settleDelay))) {
            given.problem(
                    OptionKey.END,
                    end + " is too recent: it must be at least settle-delay (" + settleDelay + ") before now (" + now
                            + "); records of the window may still arrive, and two reads may differ; read the window after "
                            + end.plus(settleDelay) + ", or lower settle-delay");
        }
    }

    private static boolean isLoopback(@Nullable URI endpoint) {
        return endpoint != null
                && LOOPBACK.matcher(endpoint.getHost().toLowerCase(Locale.ROOT)).matches();
    }
}
