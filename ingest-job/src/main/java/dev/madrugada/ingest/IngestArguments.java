package dev.madrugada.ingest;

import dev.madrugada.common.arguments.Argument;
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
record IngestArguments(StageArguments stage, Scope scope, ReadOptions reading) implements JobArguments {
    /** Which hours are ingested. */
    enum Scope {
        /** The hours of the arrival day, all of which must have settled. */
        DAY,
        /** The hours of the current day and of the day before, as far as they have settled. */
        SETTLED_HOURS;

        private static Scope parse(String text) {
            return switch (text) {
                case "true" -> SETTLED_HOURS;
                case "false" -> DAY;
                default -> throw new IllegalArgumentException("must be true or false");
            };
        }
    }

    /** With {@code --hourly true}, the date may be left out. */
    static IngestArguments parse(String[] args) {
        ArgumentReader reader = new ArgumentReader(args);
        Argument<Scope> scope = reader.optional("hourly", Scope::parse, Scope.DAY);
        Supplier<StageArguments> stage =
                scope.value() == Scope.DAY ? StageArguments.ask(reader) : StageArguments.askWithoutDate(reader);
        Supplier<ReadOptions> reading = ReadOptions.ask(reader);
        reader.verify();
        return new IngestArguments(stage.get(), scope.value(), reading.get());
    }
}
