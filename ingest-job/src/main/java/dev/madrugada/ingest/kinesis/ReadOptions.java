package dev.madrugada.ingest.kinesis;

import dev.madrugada.common.arguments.Argument;
import dev.madrugada.common.arguments.ArgumentReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The options of the Kinesis source that the job's arguments set, under the source's own names. The source checks the
 * values. The day, the stream and the endpoint are not among them.
 *
 * @param given the options and their values; omitted options keep the source's defaults
 */
public record ReadOptions(Map<String, String> given) {
    private static final String ON_EXPIRED = "on-expired";
    private static final String MAX_OUT_OF_ORDERNESS = "max-out-of-orderness";
    private static final List<String> NAMES = List.of(
            "settle-delay",
            MAX_OUT_OF_ORDERNESS,
            "deaggregate",
            "max-shards-per-task",
            "max-buffer-bytes",
            ON_EXPIRED,
            "role-arn",
            "external-id");

    /** No options: the source's defaults apply. */
    public static final ReadOptions NONE = new ReadOptions(Map.of());

    public ReadOptions {
        given = Map.copyOf(given);
    }

    /** Whether the read fails if records of its window have expired. */
    boolean failIfExpired() {
        return given.getOrDefault(ON_EXPIRED, "fail").equals("fail");
    }

    /** How far arrival times may be out of order; the source's default if it is not given. */
    Duration maxOutOfOrderness() {
        return Duration.parse(given.getOrDefault(MAX_OUT_OF_ORDERNESS, "PT2M").strip());
    }

    /** Registers the options with the reader; call the supplier after {@link ArgumentReader#verify}. */
    public static Supplier<ReadOptions> ask(ArgumentReader reader) {
        Map<String, Argument<Optional<String>>> asked = new LinkedHashMap<>();
        NAMES.forEach(name -> asked.put(name, reader.optional(name, Function.identity())));
        return () -> {
            Map<String, String> given = new LinkedHashMap<>();
            asked.forEach((name, argument) -> argument.value().ifPresent(value -> given.put(name, value)));
            return new ReadOptions(given);
        };
    }
}
