package dev.madrugada.kinesis.options;

import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.stream.StreamAccess;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What to read and as whom: options that have been checked.
 *
 * @param terms how to read; its clock stands still where the options name a {@code now}
 * @param maxShardsPerTask how many shards a task may have at most
 */
public record KinesisOptions(StreamAccess access, ReadConfig terms, int maxShardsPerTask) {

    /**
     * Reads options as Spark passes them. Those that neither are ours nor nearly spell one of ours are passed over with
     * a log line.
     *
     * @param given names in any case, with their values
     * @param clock the time, unless the options name another; serialisable
     * @param ownRegion the region of this process; asked only if the options name none
     * @throws dev.madrugada.kinesis.InvalidOptionsException with all that is wrong
     */
    public static KinesisOptions parse(Map<String, String> given, Clock clock, Supplier<Optional<String>> ownRegion) {
        return new OptionParser(given, clock, ownRegion).parse();
    }
}
