package dev.madrugada.cli.check;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.arguments.FolderArgument;
import dev.madrugada.cli.spark.LocalSession;
import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.json.Json;
import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.LocalWarehouseProcess;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madrugada check DIR}: checks everything in a dataset's folder that can be checked without data. */
@Command(
        name = "check",
        header = "Check a dataset's folder, without data and without AWS.",
        description = {
            "",
            "Checks the contract, the lookups, the derived columns, the rules and report.sql. Every problem is one line on"
                    + " standard output: file, line, what is wrong, why, how to fix it.",
            "Exit status: 0 without problems, 64 with problems."
        })
public final class CheckCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Parameters(
            paramLabel = "DIR",
            description = "The dataset's folder: a path, or a URI with s3: or file:.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI folder;

    @Option(
            names = "--lake",
            paramLabel = "URI",
            description =
                    "Also compare the contract with what this lake has published: report each change with which no"
                            + " night would run (scripts/madrugada diff shows all changes).",
            converter = FolderArgument.class)
    private @Nullable URI lake;

    @Option(
            names = "--ddl",
            description = "Also print the warehouse's SQL: the schema, which must exist before the first load, and the"
                    + " table, which a load creates if it does not exist.")
    private boolean ddl;

    @Option(
            names = "--json",
            description =
                    "Print one JSON object instead of lines: problems, each with file, line and message, and ddl.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    /** What {@code --json} prints; the lists may be empty. */
    private record Report(List<Problem> problems, List<String> ddl) {}

    public CheckCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        // The session and the warehouse start slowly, so both start in the background while the contract is read.
        LocalSession session = LocalSession.starting(environment);
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment));
                LocalWarehouseProcess warehouse = LocalWarehouseProcess.starting(state())) {
            DatasetCheck.Result result = new DatasetCheck(store, session::get, () -> endpoint(warehouse)).of(folder);
            return describe(lake == null ? result : result.comparedWith(store, lake, folder));
        }
    }

    /**
     * The address of the local warehouse, for {@link DatasetCheck}.
     *
     * @throws dev.madrugada.common.error.RetryableException WarehouseUnavailable if the warehouse did not start
     */
    public static LocalStackEndpoints.Redshift endpoint(LocalWarehouseProcess warehouse) {
        try {
            return warehouse.endpoint();
        } catch (CompletionException failed) {
            throw Fault.of(ErrorCode.WarehouseUnavailable)
                    .at("the local warehouse")
                    .what("it did not start, so report.sql cannot be checked")
                    .because("its process ended")
                    .fix("see " + warehouse.log())
                    .exception(failed);
        }
    }

    /** The folder of the local warehouse's database. Later checks use it again, because creating a database is slow. */
    public static Path state() {
        return Path.of(System.getProperty("madrugada.root", "."), "target", "check");
    }

    private int describe(DatasetCheck.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        String asked = spec.commandLine()
                .getParseResult()
                .matchedPositional(0)
                .originalStringValues()
                .get(0);
        List<Problem> problems = result.problems();
        List<String> statements =
                ddl ? result.contract().map(WarehouseCheck::ddl).orElse(List.of()) : List.of();
        if (json) {
            out.println(new String(Json.write(new Report(problems, statements)), StandardCharsets.UTF_8));
            return problems.isEmpty() ? 0 : ErrorCategory.CALLER.exitStatus();
        }
        problems.forEach(problem -> out.println(problem.printed()));
        statements.forEach(out::println);
        if (problems.isEmpty()) {
            out.println(asked + ": no problems");
            return 0;
        }
        err.println(asked + ": " + (problems.size() == 1 ? "1 problem" : problems.size() + " problems"));
        if (result.contract().isEmpty()) {
            err.println("not checked before dataset.yaml is right: lookups, derived columns, rules, report.sql");
        }
        return ErrorCategory.CALLER.exitStatus();
    }
}
