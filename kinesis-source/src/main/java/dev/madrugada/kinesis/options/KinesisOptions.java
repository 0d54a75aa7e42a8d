package dev.madrugada.kinesis.options;

import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.stream.StreamAccess;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The validated options of a read.
 *
 * @param config the settings of the read; its clock is fixed if the options contain {@code now}
 * @param maxShardsPerTask the most shards in a task
 */
public record KinesisOptions(StreamAccess access, ReadConfig config, int maxShardsPerTask) {

    /**
     * Parses the options that Spark passes. An unknown option whose name resembles a known one is a problem. Any other
     * unknown option is ignored with a log line.
     *
     * @param given names in any case, with their values
     * @param clock the clock, unless the options contain {@code now}; serialisable
     * @param ownRegion the region of this process; used only if the options name no region
     * @throws dev.madrugada.kinesis.InvalidOptionsException with every problem
     */
    public static KinesisOptions parse(Map<String, String> given, Clock clock, Supplier<Optional<String>> ownRegion) {
        return new OptionParser(given, clock, ownRegion).parse();
    }
}
