package dev.madrugada.common.time;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The clock of a run: the system's in UTC, or one that starts at a given instant and ticks on. The latter is for
 * stand-ins of AWS only: it is refused unless every endpoint the environment names is on loopback.
 */
public final class RunClock {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private RunClock() {}

    /**
     * The clock of a run that was told {@code now}, or nothing.
     *
     * @param now where the clock starts; empty for the system's clock
     * @param environment the process's environment, for {@code AWS_ENDPOINT_URL} and {@code AWS_ENDPOINT_URL_<SERVICE>}
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
            throw new Fault(
                            ErrorCode.InvalidArguments,
                            "--now",
                            "a time of its own was given to a run that may reach AWS",
                            "--now is accepted only when AWS_ENDPOINT_URL is set and every endpoint is on loopback",
                            "drop --now, or point the endpoints at a local stack")
                    .exception();
        }
    }

    private static boolean isLoopback(String endpoint) {
        try {
            return LOOPBACK.contains(String.valueOf(URI.create(endpoint).getHost()));
        } catch (IllegalArgumentException notAnUri) {
            return false;
        }
    }
}
