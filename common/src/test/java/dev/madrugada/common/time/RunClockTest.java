package dev.madrugada.common.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunClockTest {
    private static final Instant NOW = Instant.parse("2001-01-02T02:00:00Z");
    private static final String EVERYWHERE = "AWS_ENDPOINT_URL";

    @Test
    void isTheSystemClockByDefault() {
        Clock clock = RunClock.of(Optional.empty(), Map.of());

        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(Duration.between(clock.instant(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:4566", "http://localhost:4566", "http://[::1]:4566"})
    void startsAtNowOnLoopbackAndAdvances(String endpoint) {
        Clock clock = RunClock.of(
                Optional.of(NOW), Map.of(EVERYWHERE, endpoint, "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000"));

        Instant first = clock.instant();
        assertThat(first).isBetween(NOW, NOW.plusSeconds(60));
        assertThat(clock.instant()).isAfterOrEqualTo(first);
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://kinesis.eu-west-1.amazonaws.com",
                "http://10.0.0.1:4566",
                "http://localhost.example.com",
                "http://localhost@example.com",
                "localhost:4566",
                "not an endpoint"
            })
    void nowIsRefusedIfAnEndpointIsNotOnLoopback(String endpoint) {
        assertThatThrownBy(() -> RunClock.of(Optional.of(NOW), Map.of(EVERYWHERE, endpoint)))
                .hasMessageStartingWith("InvalidArguments: --now: the option was given to a run that may reach AWS");
    }

    @Test
    void nowIsRefusedIfOneServicesEndpointIsNotOnLoopback() {
        Map<String, String> environment =
                Map.of(EVERYWHERE, "http://127.0.0.1:4566", "AWS_ENDPOINT_URL_KINESIS", "http://10.0.0.1:4566");

        assertThatThrownBy(() -> RunClock.of(Optional.of(NOW), environment)).hasMessageStartingWith("InvalidArguments");
    }

    @Test
    void nowIsRefusedWithoutTheGeneralEndpoint() {
        Map<String, String> environment = Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000");

        assertThatThrownBy(() -> RunClock.of(Optional.of(NOW), environment)).hasMessageStartingWith("InvalidArguments");
        assertThatThrownBy(() -> RunClock.of(Optional.of(NOW), Map.of())).hasMessageStartingWith("InvalidArguments");
    }
}
