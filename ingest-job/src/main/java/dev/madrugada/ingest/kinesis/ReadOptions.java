package dev.madrugada.ingest.kinesis;

import dev.madrugada.common.arguments.Argument;
import dev.madrugada.common.arguments.ArgumentReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the source is to read, as far as the job's arguments say: its own options by their own names, which it checks
 * itself. The day, the stream and the endpoint are not among them.
 *
 * @param given the options and their values
 */
public record ReadOptions(Map<String, String> given) {
    private static final String ON_EXPIRED = "on-expired";
    private static final List<String> NAMES = List.of(
            "settle-delay",
            "max-out-of-orderness",
            "deaggregate",
            "max-shards-per-task",
            "max-buffer-bytes",
            ON_EXPIRED,
            "role-arn",
            "external-id");

    /** All as the source does it by itself. */
    public static final ReadOptions NONE = new ReadOptions(Map.of());

    public ReadOptions {
        given = Map.copyOf(given);
    }

    /** Whether a read that does not find all of its window fails. */
    boolean failIfExpired() {
        return given.getOrDefault(ON_EXPIRED, "fail").equals("fail");
    }

    /** Asks for each of them; the answer is there once the reader has verified. */
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
