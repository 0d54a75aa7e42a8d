package dev.madrugada.quality;

import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.arguments.StageArguments;

/** The arguments of the quality job: those of every stage, without any of its own. */
record QualityArguments(StageArguments stage) implements JobArguments {
    static QualityArguments parse(String[] args) {
        ArgumentReader reader = new ArgumentReader(args);
        StageArguments.Handles stage = StageArguments.ask(reader);
        reader.verify();
        return new QualityArguments(stage.values());
    }
}
