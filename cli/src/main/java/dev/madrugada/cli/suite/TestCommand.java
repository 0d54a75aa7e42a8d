package dev.madrugada.cli.suite;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.spark.LocalSession;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import dev.madrugada.transform.enrich.ExpressionCheck;
import dev.madrugada.transform.parse.ValueRulesCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madrugada test DIR}: runs the tests in a dataset's folder. */
@Command(
        name = "test",
        header = "Run the tests in a dataset's folder.",
        description = {
            "",
            "Runs every case of tests/*.yaml: transforms the given records, and compares the rows, the duplicates and the"
                    + " quarantined records with the expected ones. docs/testing-datasets.md explains the files.",
            "Exit status: 0 if all cases pass, 65 if an expectation fails, 64 if a file is invalid."
        })
public final class TestCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Parameters(paramLabel = "DIR", description = "The dataset's folder.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private Path folder;

    @Option(
            names = "--show-sensitive",
            description = "Print the values of sensitive columns too; without it they are printed as ***.")
    private boolean showsSensitive;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public TestCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws IOException {
        long started = System.nanoTime();
        List<Path> files = files();
        LocalSession session = LocalSession.starting(environment);
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment))) {
            DatasetFolder dataset = DatasetFolder.read(
                    store, FolderUri.of(folder.toAbsolutePath().normalize()));
            List<Suite> suites = suites(files, dataset.contract());
            SparkSession spark = session.get().newSession();
            // A case has a few records.
            spark.conf().set("spark.sql.shuffle.partitions", "1");
            ValueRulesCheck.verify(dataset.contract());
            ExpressionCheck.verify(spark, dataset.contract());
            int failed = run(suites, new TransformedRecords(spark, dataset), diff(dataset.contract()));
            int cases = suites.stream().mapToInt(suite -> suite.cases().size()).sum();
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%n%s in %.1f s%n",
                            failed == 0 ? cases(cases) + " passed" : failed + " of " + cases(cases) + " failed",
                            Duration.ofNanos(System.nanoTime() - started).toMillis() / 1e3);
            return failed == 0 ? 0 : ErrorCategory.DATA.exitStatus();
        }
    }

    private static String cases(int count) {
        return count == 1 ? "1 case" : count + " cases";
    }

    private List<Path> files() throws IOException {
        Path tests = folder.resolve("tests");
        if (Files.isDirectory(tests)) {
            try (Stream<Path> all = Files.list(tests)) {
                List<Path> files = all.filter(file -> file.toString().matches(".*\\.ya?ml"))
                        .sorted()
                        .toList();
                if (!files.isEmpty()) {
                    return files;
                }
            }
        }
        throw Fault.of(ErrorCode.InvalidArguments)
                .at(tests.toString())
                .what("there is no file *.yaml")
                .because("a dataset's tests are the files tests/*.yaml of its folder")
                .fix("write one (docs/testing-datasets.md shows how), or correct DIR")
                .exception();
    }

    /** Reads all suites; the problems of all are reported together. */
    private static List<Suite> suites(List<Path> files, DatasetContract contract) throws IOException {
        Problems problems = new Problems();
        List<Suite> suites = new ArrayList<>();
        ExpectedValues values = new ExpectedValues(contract);
        for (Path file : files) {
            try {
                suites.add(SuiteReader.read(file.toString(), Files.readString(file), values, problems));
            } catch (CharacterCodingException otherEncoding) {
                problems.add(Fault.of(ErrorCode.InvalidArguments)
                        .at(file.toString())
                        .what("the file is not UTF-8")
                        .because("it was saved in another encoding")
                        .fix("save it as UTF-8"));
            }
        }
        problems.throwIfAny();
        return suites;
    }

    private CaseDiff diff(DatasetContract contract) {
        Set<String> sensitive = contract.curatedColumns().stream()
                .filter(Column::isSensitive)
                .map(Column::name)
                .collect(Collectors.toSet());
        return new CaseDiff(contract.key().columns(), showsSensitive ? Set.of() : sensitive);
    }

    /** Runs and prints the cases; returns how many failed. */
    private int run(List<Suite> suites, TransformedRecords records, CaseDiff diff) {
        List<Suite.Case> cases =
                suites.stream().flatMap(suite -> suite.cases().stream()).toList();
        Iterator<Outcome> outcomes = records.of(cases).iterator();
        PrintWriter out = spec.commandLine().getOut();
        int failed = 0;
        for (Suite suite : suites) {
            out.println(suite.file());
            for (Suite.Case each : suite.cases()) {
                List<String> differences = diff.of(each.expected(), outcomes.next());
                if (differences.isEmpty()) {
                    out.println("  passed  " + each.name());
                } else {
                    failed++;
                    out.println("  FAILED  " + each.name() + " (line " + each.line() + ")");
                    differences.forEach(line -> out.println("            " + line));
                }
            }
        }
        return failed;
    }
}
