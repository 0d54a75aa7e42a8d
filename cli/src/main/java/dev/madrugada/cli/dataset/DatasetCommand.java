package dev.madrugada.cli.dataset;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code madrugada dataset}: the versions of datasets that an environment's nights take. */
@Command(
        name = "dataset",
        header = "Publish a dataset's folder, promote it, or return to an earlier one.",
        description = {
            "",
            "A dataset is published in a folder that has its content digest as its name: DATASETS/<name>/<digest>/."
                    + " DATASETS/<name>/current.json names the folder that new nights take. A night that has begun keeps"
                    + " its folder."
        },
        subcommands = {PublishCommand.class, PromoteCommand.class, RollbackCommand.class, ListCommand.class})
public final class DatasetCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    /** Without a command, prints the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
