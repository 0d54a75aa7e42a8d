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
 * The clock of a run: the system's in UTC, or one that starts at a given instant and ticks on. The latter is for
 * stand-ins of AWS only: it is refused unless every endpoint the environment names is on loopback.
 */
public final class RunClock {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

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
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("--now")
                    .what("a time of its own was given to a run that may reach AWS")
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
