package dev.madrugada.cli.init;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.text.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code madrugada init NAME --from FILE}: drafts a dataset's folder from sample records. */
@Command(
        name = "init",
        header = "Draft a dataset's folder from sample records.",
        description = {
            "",
            "Reads records, lines of JSON objects or the rows of a CSV file, and writes dataset.yaml, quality.dqdl, report.sql and a first test."
                    + " What the records had is in the comments; their texts are masked. The folder runs as it is; what"
                    + " only you can know is printed."
        })
public final class InitCommand implements Callable<Integer> {
    private static final String NAME = "[a-z][a-z0-9_]{0,62}";

    @Parameters(
            paramLabel = "NAME",
            description = "The dataset's name: a lower-case letter, then lower-case letters, digits or '_'.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private String name;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FILE",
            description =
                    "A file with one JSON object or several in each line, or a file *.csv or *.tsv with a header; also compressed by"
                            + " gzip.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private Path from;

    @Option(names = "--to", paramLabel = "DIR", description = "The new folder (default: NAME).")
    private @Nullable Path to;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many records are read at most (default: ${DEFAULT-VALUE}).")
    private int records;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!name.matches(NAME)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "NAME '" + name + "' is not a name: a lower-case letter, then lower-case letters, digits or '_', at"
                            + " most 63 characters");
        }
        if (records < 1) {
            throw new ParameterException(spec.commandLine(), "--records " + records + " is below 1");
        }
        Path folder = Optional.ofNullable(to).orElse(Path.of(name));
        requireNew(folder);
        Proposal proposal = Proposal.of(name, Sample.read(from, records));
        Files.createDirectories(folder.resolve("tests"));
        Files.writeString(folder.resolve("dataset.yaml"), ContractText.of(proposal));
        Files.writeString(folder.resolve("quality.dqdl"), RulesText.of(proposal));
        Files.writeString(folder.resolve("report.sql"), ReportText.of(proposal).sql());
        Files.writeString(folder.resolve("tests/first.yaml"), SuiteText.of(proposal));
        describe(proposal, folder);
        return 0;
    }

    private static void requireNew(Path folder) throws IOException {
        boolean isNew = !Files.exists(folder);
        if (!isNew && Files.isDirectory(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                isNew = content.findAny().isEmpty();
            }
        }
        if (!isNew) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at(folder.toString())
                    .what("it exists")
                    .because("init overwrites nothing")
                    .fix("name a new folder by --to")
                    .exception();
        }
    }

    private void describe(Proposal proposal, Path folder) {
        PrintWriter out = spec.commandLine().getOut();
        Sample sample = proposal.sample();
        long required =
                proposal.columns().stream().filter(ProposedColumn::isRequired).count();
        long brokenLine = sample.csv().map(Sample.Csv::brokenLine).orElse(0L);
        boolean isCut = !sample.isWhole() && brokenLine == 0;
        out.println("Read " + count(sample.records(), "record") + " of " + sample.file()
                + (isCut ? ", the first of the file (--records reads more)" : ""));
        if (sample.unreadable() > 0) {
            String unreadable = sample.csv().isPresent()
                    ? count(sample.unreadable(), "row") + " with another number of values than the header, a quote at a"
                            + " wrong place, or bytes in another encoding"
                    : count(sample.unreadable(), "line") + " without a JSON object";
            out.println("  and found " + unreadable + ", which a night quarantines");
        }
        if (brokenLine > 0) {
            out.println(
                    "  and nothing from line " + brokenLine + " on: its quotes are not closed, or text follows them");
        }
        out.println("Wrote " + folder + "/");
        out.println("  dataset.yaml      " + count(proposal.columns().size(), "column") + ", " + required + " required"
                + (proposal.ignored().isEmpty()
                        ? ""
                        : "; " + count(proposal.ignored().size(), "field") + " without a column"));
        out.println("  quality.dqdl, report.sql, tests/first.yaml");
        out.println();
        out.println("Decide:");
        Stream.concat(
                        proposal.notes().stream(),
                        proposal.columns().stream()
                                .flatMap(column ->
                                        column.guess().notes().stream().map(note -> column.name() + ": " + note)))
                .flatMap(note -> Yaml.wrapped(note, "  - ", "    ").stream())
                .forEach(out::println);
        out.println();
        out.println("Go on:");
        out.println("  scripts/madrugada check " + folder);
        out.println("  scripts/madrugada test " + folder);
        out.println("  scripts/run-local.sh --dataset " + folder + " --date " + day(proposal) + " --input " + from
                + " --work target/" + name);
        out.flush();
    }

    private static String count(long count, String thing) {
        return Numbers.grouped(count) + " " + thing + (count == 1 ? "" : "s");
    }

    /** The arrival day of a local run that accepts all of the sample's records. */
    private static LocalDate day(Proposal proposal) {
        return proposal.eventTime()
                .flatMap(ProposedColumn::times)
                .map(Times::lastDay)
                .orElseGet(() -> LocalDate.now(Clock.systemUTC()).minusDays(1));
    }
}
