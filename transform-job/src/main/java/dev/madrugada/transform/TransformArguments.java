package dev.madrugada.transform;

import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.arguments.StageArguments;

/** The transform job takes what every job takes, and nothing of its own. */
public record TransformArguments(StageArguments stage) implements JobArguments {
    /**
     * Reads them.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments, naming every problem
     */
    public static TransformArguments parse(String[] args) {
        ArgumentReader reader = new ArgumentReader(args);
        StageArguments.Handles stage = StageArguments.ask(reader);
        reader.verify();
        return new TransformArguments(stage.values());
    }
}
