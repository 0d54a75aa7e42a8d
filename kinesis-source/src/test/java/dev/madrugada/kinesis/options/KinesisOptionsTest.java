package dev.madrugada.kinesis.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.madrugada.kinesis.InvalidOptionsException;
import dev.madrugada.kinesis.split.Aggregates;
import dev.madrugada.kinesis.split.OnExpired;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.stream.StreamAccess;
import dev.madrugada.kinesis.stream.StreamId;
import dev.madrugada.kinesis.stream.StreamRole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KinesisOptionsTest {

    private static final String ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/flights";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T02:00:00Z"), ZoneOffset.UTC);
    private static final Supplier<Optional<String>> NO_REGION = Optional::empty;
    private static final Map<String, String> REQUIRED = Map.of(
            "stream", "flights",
            "region", "eu-central-1",
            "start", "2026-03-01T00:00:00Z",
            "end", "2026-03-02T00:00:00Z");

    @Test
    void omittedOptionsGetTheirDefaults() {
        KinesisOptions options = KinesisOptions.parse(REQUIRED, CLOCK, NO_REGION);

        assertThat(options.access())
                .isEqualTo(new StreamAccess(new StreamId("flights", null), "eu-central-1", null, null));
        assertThat(options.config().window())
                .isEqualTo(new ReadWindow(
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-03-02T00:00:00Z"),
                        Duration.ofMinutes(2)));
        assertThat(options.config())
                .isEqualTo(new ReadConfig(
                        options.config().window(), OnExpired.FAIL, Aggregates.UNPACKED, 67_108_864, CLOCK));
        assertThat(options.maxShardsPerTask()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void parsesAllOptionsInAnyCase() {
        KinesisOptions options = KinesisOptions.parse(
                with(
                        "STREAM", ARN,
                        "region", "eu-west-1",
                        "Endpoint", "http://127.0.0.1:4566",
                        "start", "2001-01-01T01:00:00+01:00",
                        "end", "2001-01-02T00:00:00Z",
                        "max-out-of-orderness", "PT10M",
                        "settle-delay", "PT2H",
                        "now", "2001-01-02T02:00:00Z",
                        "role-ARN", "arn:aws:iam::123456789012:role/night/reader",
                        "external-id", "dawn-1",
                        "Deaggregate", "FALSE",
                        "max-shards-per-task", "3",
                        "max-buffer-bytes", "1048576",
                        "on-expired", "read-what-is-left"),
                CLOCK,
                NO_REGION);

        assertThat(options.access())
                .isEqualTo(new StreamAccess(
                        new StreamId("flights", ARN),
                        "eu-west-1",
                        URI.create("http://127.0.0.1:4566"),
                        new StreamRole("arn:aws:iam::123456789012:role/night/reader", "dawn-1")));
        assertThat(options.config().window().start()).isEqualTo(Instant.parse("2001-01-01T00:00:00Z"));
        assertThat(options.config().window().maxOutOfOrderness()).isEqualTo(Duration.ofMinutes(10));
        assertThat(options.config().clock().instant()).isEqualTo(Instant.parse("2001-01-02T02:00:00Z"));
        assertThat(options.config().aggregates()).isEqualTo(Aggregates.VERBATIM);
        assertThat(options.config().maxBufferBytes()).isEqualTo(1_048_576);
        assertThat(options.config().onExpired()).isEqualTo(OnExpired.READ_WHAT_IS_LEFT);
        assertThat(options.maxShardsPerTask()).isEqualTo(3);
        assertThat(options.toString()).doesNotContain("dawn-1");
    }

    @Test
    void regionOfTheArnWinsOverTheEnvironment() {
        Map<String, String> byArn = with("stream", ARN);
        byArn.remove("region");
        Map<String, String> byName = with();
        byName.remove("region");

        assertThat(region(byArn, () -> Optional.of("us-east-1"))).isEqualTo("eu-west-1");
        assertThat(region(byName, () -> Optional.of("us-east-1"))).isEqualTo("us-east-1");
        assertThat(problems(byName))
                .singleElement()
                .asString()
                .startsWith("region: is missing;")
                .endsWith("set region, or give the stream's ARN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stream      | my stream                | stream: "my stream" is neither the name nor the ARN of a stream
            stream      | ''                       | stream: is empty
            stream      | arn:aws:s3:::flights     | stream: "arn:aws:s3:::flights" is neither
            stream      | arn:aws:kinesis:eu-west-1:123456789012:stream/flights | region: eu-central-1 is not the region in the stream's ARN, eu-west-1
            region      | Frankfurt                | region: "Frankfurt" is not a region; write it as eu-central-1
            region      | ''                       | region: is empty
            endpoint    | localhost:4566           | endpoint: is not the address of a service
            endpoint    | ftp://localhost          | endpoint: is not the address of a service
            endpoint    | 'http://local host'      | endpoint: is not the address of a service
            endpoint    | http://me:pw@localhost   | endpoint: is not the address of a service
            start       | 2026-03-01               | start: "2026-03-01" is not an instant
            start       | 2026-03-01T00:00:00      | start: "2026-03-01T00:00:00" is not an instant
            start       | yesterday                | start: "yesterday" is not an instant
            start       | 0001-01-01T00:00:00Z     | start: 0001-01-01T00:00:00Z is outside of the years 1970 to 9998
            start       | 2026-03-02T00:00:00Z     | end: 2026-03-02T00:00:00Z is not after start, 2026-03-02T00:00:00Z
            start       | 2026-03-02T00:00:01Z     | end: 2026-03-02T00:00:00Z is not after start
            end         | 2026-03-02T01:55:00.001Z | end: 2026-03-02T01:55:00.001Z is too recent: it must be at least settle-delay (PT5M) before now
            end         | 2026-03-03T00:00:00Z     | read the window after 2026-03-03T00:05:00Z, or lower settle-delay
            end         | +1000000000-12-31T23:59:59Z | is outside of the years 1970 to 9998
            settle-delay | 5                        | settle-delay: "5" is not an ISO-8601 duration; write minutes as PT5M
            settle-delay | PT3H                     | end: 2026-03-02T00:00:00Z is too recent: it must be at least settle-delay (PT3H) before now (2026-03-02T02:00:00Z)
            settle-delay | -PT5M                    | settle-delay: -PT5M is negative
            max-out-of-orderness | 2 minutes                | max-out-of-orderness: "2 minutes" is not an ISO-8601 duration
            max-out-of-orderness | -PT1S                    | max-out-of-orderness: -PT1S is negative
            max-out-of-orderness | P400D                    | max-out-of-orderness: P400D is negative or more than a year
            now         | 2026-03-02T02:00:00Z     | now: is allowed only with a loopback endpoint
            role-arn    | reader                   | role-arn: "reader" is not the ARN of a role
            deaggregate | maybe                    | deaggregate: "maybe" is not one of false, true
            deaggregate | ''                       | deaggregate: is empty
            on-expired  | ignore                   | on-expired: "ignore" is not one of fail, read-what-is-left
            max-shards-per-task | 0                | max-shards-per-task: "0" is not a number of shards
            max-buffer-bytes | 64m                 | max-buffer-bytes: "64m" is not a number of bytes; write 64 MiB as 67108864
            max-buffer-bytes | -1                  | max-buffer-bytes: "-1" is not a number of bytes
            external-id | dawn-1                   | external-id: is given without role-arn
            """)
    void reportsTheProblemAndTheFix(String option, String value, String problem) {
        assertThat(problems(with(option, value))).singleElement().asString().contains(problem);
    }

    @Test
    void anEmptyOptionIsAProblem() {
        Map<String, String> options = with();
        options.put("role-arn", null);

        assertThat(problems(options)).singleElement().asString().startsWith("role-arn: is empty");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        InvalidOptionsException invalid = catchThrowableOfType(
                InvalidOptionsException.class,
                () -> KinesisOptions.parse(
                        Map.of("stream", "a b", "strat", "x", "settle-delay", "soon"), CLOCK, NO_REGION));

        assertThat(invalid.problems())
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactly("strat", "stream", "start", "end", "settle-delay");
        assertThat(invalid)
                .hasMessageStartingWith("InvalidOptions: kinesis-batch: 5 problems\n  - strat: ")
                .hasMessageContaining("\n  - end: is missing;");
    }

    @ParameterizedTest
    @CsvSource({
        "strem, stream",
        "streamName, stream",
        "stream-arn, stream",
        "awsRegion, region",
        "endpointUrl, endpoint",
        "end-point, endpoint",
        "startingPosition, start",
        "start_time, start",
        "endTime, end",
        "ends, end",
        "roleArn, role-arn",
        "external_id, external-id",
        "setle-delay, settle-delay",
        "deaggregated, deaggregate",
        "maxShardsPerTask, max-shards-per-task",
        "max_buffer_byte, max-buffer-bytes",
        "onExpire, on-expired"
    })
    void suggestsTheKnownOptionForAMisspeltOne(String given, String meant) {
        assertThat(problems(with(given, "whatever")))
                .singleElement()
                .asString()
                .endsWith("did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"path", "header", "mergeSchema", "batch-size", "append", "vendor"})
    void ignoresUnrelatedOptions(String unrelated) {
        assertThat(KinesisOptions.parse(with(unrelated, "x"), CLOCK, NO_REGION))
                .isEqualTo(KinesisOptions.parse(REQUIRED, CLOCK, NO_REGION));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:4566, true",
        "http://127.0.0.1:4566, true",
        "http://127.8.9.10, true",
        "http://[::1]:4566, true",
        "https://kinesis.eu-central-1.amazonaws.com, false",
        "http://127.0.0.1.example.org, false",
        "http://localhost.example.org, false",
        "http://10.0.0.1, false"
    })
    void acceptsTheNowOptionOnlyWithALoopbackEndpoint(String endpoint, boolean taken) {
        Map<String, String> given = with("endpoint", endpoint, "now", "2026-03-02T02:00:00Z");

        if (taken) {
            assertThat(KinesisOptions.parse(given, CLOCK, NO_REGION)
                            .config()
                            .clock()
                            .instant())
                    .isEqualTo(Instant.parse("2026-03-02T02:00:00Z"));
        } else {
            assertThat(problems(given)).singleElement().asString().startsWith("now: is allowed only with");
        }
    }

    @Test
    void acceptsAnEndExactlyOneSettleDelayAgo() {
        assertThat(KinesisOptions.parse(with("end", "2026-03-02T01:55:00Z"), CLOCK, NO_REGION)
                        .config()
                        .window()
                        .end())
                .isEqualTo(Instant.parse("2026-03-02T01:55:00Z"));
    }

    @ParameterizedTest
    @EnumSource(OptionKey.class)
    void readmeExplainsEveryOption(OptionKey option) throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains("| `" + option.key() + "` |");
    }

    private static String region(Map<String, String> given, Supplier<Optional<String>> ownRegion) {
        return KinesisOptions.parse(given, CLOCK, ownRegion).access().region();
    }

    private static List<String> problems(Map<String, String> given) {
        InvalidOptionsException invalid = catchThrowableOfType(
                InvalidOptionsException.class, () -> KinesisOptions.parse(given, CLOCK, NO_REGION));
        assertThat(invalid).as("%s is refused", given).isNotNull();
        return invalid.problems();
    }

    private static Map<String, String> with(String... pairs) {
        Map<String, String> options = new HashMap<>(REQUIRED);
        for (int i = 0; i < pairs.length; i += 2) {
            String name = pairs[i];
            options.keySet().removeIf(name::equalsIgnoreCase);
            options.put(name, pairs[i + 1]);
        }
        return options;
    }
}
