package dev.madrugada.ingest;

import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.ingest.kinesis.ReadOptions;
import java.util.function.Supplier;

/**
 * The ingest job's arguments.
 *
 * @param reading the options of the source
 */
record IngestArguments(StageArguments stage, ReadOptions reading) implements JobArguments {
    static IngestArguments parse(String[] args) {
        ArgumentReader reader = new ArgumentReader(args);
        Supplier<StageArguments> stage = StageArguments.ask(reader);
        Supplier<ReadOptions> reading = ReadOptions.ask(reader);
        reader.verify();
        return new IngestArguments(stage.get(), reading.get());
    }
}
