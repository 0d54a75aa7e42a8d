package dev.madrugada.cli.check;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.arguments.FolderArgument;
import dev.madrugada.cli.spark.LocalSession;
import dev.madrugada.common.error.ErrorCategory;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madrugada check DIR}: everything about a dataset's folder that can be checked without data. */
@Command(
        name = "check",
        header = "Check a dataset's folder, without data and without AWS.",
        description = {
            "",
            "Checks the contract, the derived columns, the rules, the lookups and report.sql. Every problem is one line:"
                    + " file, line, what is wrong, how to fix it.",
            "Exit status: 0 without problems, 64 with."
        })
public final class CheckCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Parameters(
            paramLabel = "DIR",
            description = "The dataset's folder: a path, or a URI with s3: or file:.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private URI folder;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public CheckCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment))) {
            // Started at once: it takes longer than all that is read before it is needed.
            LocalSession session = LocalSession.starting(environment);
            List<Problem> problems = new DatasetCheck(store, session::get).problems(folder);
            problems.forEach(problem -> out.println(problem.printed()));
            String asked = spec.commandLine()
                    .getParseResult()
                    .matchedPositional(0)
                    .originalStringValues()
                    .get(0);
            if (problems.isEmpty()) {
                out.println(asked + ": no problems");
                return 0;
            }
            String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
            spec.commandLine().getErr().println(asked + ": " + count);
            return ErrorCategory.CALLER.exitStatus();
        }
    }
}
