package dev.madrugada.common.time;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.text.Loopback;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Creates the clock of a run: the system clock in UTC, or a clock that starts at a given instant and then advances
 * normally. The second is for local runs only: it is refused unless all endpoints in the environment are on loopback.
 */
public final class RunClock {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

    private RunClock() {}

    /**
     * Creates a run's clock.
     *
     * @param now the instant at which the clock starts; empty for the system clock
     * @param environment the process's environment variables, of which {@code AWS_ENDPOINT_URL} and
     *     {@code AWS_ENDPOINT_URL_<SERVICE>} are checked
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments if {@code now} is given but
     *     {@code AWS_ENDPOINT_URL} is not set or an endpoint is not on loopback
     */
    public static Clock of(Optional<Instant> now, Map<String, String> environment) {
        Clock system = Clock.systemUTC();
        return now.map(start -> {
                    requireLoopback(environment);
                    return Clock.offset(system, Duration.between(system.instant(), start));
                })
                .orElse(system);
    }

    private static void requireLoopback(Map<String, String> environment) {
        boolean everywhere = environment.containsKey(ENDPOINT);
        boolean loopback = environment.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(ENDPOINT))
                .allMatch(entry -> isLoopback(entry.getValue()));
        if (!everywhere || !loopback) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("--now")
                    .what("the option was given to a run that may reach AWS")
                    .because("--now is accepted only when AWS_ENDPOINT_URL is set and every endpoint is on loopback")
                    .fix("drop --now, or point the endpoints at a local stack")
                    .exception();
        }
    }

    private static boolean isLoopback(String endpoint) {
        try {
            return Loopback.isHostOf(URI.create(endpoint));
        } catch (IllegalArgumentException notAnUri) {
            return false;
        }
    }
}
