package dev.madrugada.ingest;

import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.arguments.StageArguments;

/** What the ingest job is told: nothing but what every stage is told. */
record IngestArguments(StageArguments stage) implements JobArguments {
    static IngestArguments parse(String[] args) {
        ArgumentReader reader = new ArgumentReader(args);
        StageArguments.Handles stage = StageArguments.ask(reader);
        reader.verify();
        return new IngestArguments(stage.values());
    }
}
