package dev.madrugada.cli;

import dev.madrugada.cli.check.CheckCommand;
import dev.madrugada.cli.dataset.DatasetCommand;
import dev.madrugada.cli.deploy.DeployCommand;
import dev.madrugada.cli.deploy.DestroyCommand;
import dev.madrugada.cli.diff.DiffCommand;
import dev.madrugada.cli.doctor.DoctorCommand;
import dev.madrugada.cli.init.InitCommand;
import dev.madrugada.cli.lake.CollectGarbageCommand;
import dev.madrugada.cli.lake.CompactCommand;
import dev.madrugada.cli.lake.InventoryCommand;
import dev.madrugada.cli.lake.RegisterCommand;
import dev.madrugada.cli.pack.PackageCommand;
import dev.madrugada.cli.quarantine.QuarantineCommand;
import dev.madrugada.cli.rebuild.RebuildCommand;
import dev.madrugada.cli.release.ReleaseCommand;
import dev.madrugada.cli.report.ReportCommand;
import dev.madrugada.cli.run.RunCommand;
import dev.madrugada.cli.size.SizeCommand;
import dev.madrugada.cli.stage.StageCommand;
import dev.madrugada.cli.suite.TestCommand;
import dev.madrugada.common.error.ErrorCategory;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's main class: {@code scripts/madrugada} starts it. */
@Command(
        name = "madrugada",
        description = "What lands in Kinesis during the day is in Redshift the next morning.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            StageCommand.class,
            InitCommand.class,
            CheckCommand.class,
            DiffCommand.class,
            TestCommand.class,
            DatasetCommand.class,
            QuarantineCommand.class,
            ReportCommand.class,
            ReleaseCommand.class,
            InventoryCommand.class,
            CompactCommand.class,
            CollectGarbageCommand.class,
            RegisterCommand.class,
            RebuildCommand.class,
            PackageCommand.class,
            DeployCommand.class,
            DestroyCommand.class,
            DoctorCommand.class,
            SizeCommand.class,
            CompletionCommand.class
        },
        mixinStandardHelpOptions = false,
        usageHelpAutoWidth = true,
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Exit status: 0 done, 64 wrong arguments or contract, 65 the data, 70 our bug, 75 infrastructure (worth"
                    + " retrying).",
            "scripts/madrugada COMMAND --help says more of each."
        })
public final class Madrugada implements Runnable {
    /**
     * If this property is set, the log and stack traces go to standard error. log4j2's configuration reads the
     * property.
     */
    private static final String LOG_LEVEL = "madrugada.log.level";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads and sets the field
    private boolean help;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Print the log, and stack traces, to standard error.")
    @SuppressWarnings("UnusedVariable") // main reads the option before the first log line
    private boolean verbose;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    private Madrugada() {}

    public static void main(String[] args) {
        if (List.of(args).contains("--verbose")) {
            System.setProperty(LOG_LEVEL, "info");
        }
        QuietAntlr.install();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int status;
        try {
            status = commandLine(System.getenv()).setOut(out).setErr(err).execute(args);
        } catch (Error died) { // picocli's exception handler gets exceptions but no errors
            died.printStackTrace(err);
            status = ErrorCategory.INTERNAL.exitStatus();
        }
        // Spark leaves non-daemon threads running, which would keep the JVM alive.
        System.exit(status);
    }

    /** The commands, with the exit statuses that the other scripts also use. */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine all = new CommandLine(new Madrugada(), new Commands(environment))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(ExitStatus::of)
                .setExecutionExceptionHandler(ExitStatus::describe)
                .setParameterExceptionHandler(ExitStatus::misused);
        all.getSubcommands().forEach((name, command) -> {
            switch (name) {
                // The words after the stage's name are the job's arguments, so picocli must not parse them.
                case "stage" -> command.setStopAtPositional(true);
                // The command itself reports all wrong words at once.
                case "run" ->
                    command.setUnmatchedOptionsAllowedAsOptionParameters(false).setOverwrittenOptionsAllowed(true);
                default -> {}
            }
        });
        return all;
    }

    /** Without a command, prints the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
