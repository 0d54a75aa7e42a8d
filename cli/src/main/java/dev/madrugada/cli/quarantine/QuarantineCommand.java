package dev.madrugada.cli.quarantine;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.arguments.DatasetArgument;
import dev.madrugada.cli.arguments.DatasetInLake;
import dev.madrugada.cli.arguments.FolderArgument;
import dev.madrugada.cli.spark.LocalSession;
import dev.madrugada.common.contract.DatasetFolder;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code madrugada quarantine}: shows which records were refused and why, and validates them by another contract. */
@Command(
        name = "quarantine",
        header = "Look into the records that were refused.",
        description = {
            "",
            "Without further options, groups the refused records of the days by reason. Prints for each reason the"
                    + " number of records, their share of the records that arrived, the number of days, and one masked"
                    + " example with its coordinates. Only --show and --export print payloads. Nothing is written to"
                    + " the lake."
        })
public final class QuarantineCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private final DatasetInLake place = new DatasetInLake();

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "The first arrival day.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "The last arrival day (default: the day of --from).")
    private @Nullable LocalDate to;

    @Option(names = "--code", paramLabel = "CODE", description = "Only records with this reason, such as TypeMismatch.")
    private @Nullable String code;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many reasons or records are printed at most (default: ${DEFAULT-VALUE}).")
    private int limit;

    @ArgGroup
    private @Nullable Action action;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    /** The options that replace the default grouping; only one of them may be given. */
    static final class Action {
        @Option(names = "--list", description = "Print one record per line: its arrival time, coordinates and reasons.")
        boolean list;

        @Option(
                names = "--show",
                paramLabel = "SEQUENCE-NUMBER",
                description = "The records with this sequence number, with their payloads.")
        @Nullable
        String show;

        @Option(
                names = "--export",
                paramLabel = "FILE",
                description = "Write every record to a new file, payload and reasons, one JSON object a line.")
        @Nullable
        Path export;

        @Option(
                names = "--try",
                paramLabel = "DIR",
                description = "Validate the records by the contract in this folder: print how many would be valid, and"
                        + " why the others would be refused.",
                converter = FolderArgument.class)
        @Nullable
        URI tried;
    }

    public QuarantineCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws Exception {
        LocalDate last = Optional.ofNullable(to).orElse(from);
        if (last.isBefore(from)) {
            throw new ParameterException(spec.commandLine(), "--to " + last + " is before --from " + from);
        }
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit " + limit + " is below 1");
        }
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment))) {
            Action asked = Optional.ofNullable(action).orElseGet(Action::new);
            Optional<DatasetFolder> tried =
                    Optional.ofNullable(asked.tried).map(folder -> DatasetFolder.read(store, folder));
            String name = DatasetArgument.nameOf(place.dataset(), store);
            QuarantineDays days = QuarantineDays.published(store, place.lake(), name, from, last);
            requireAny(days, name, last);
            PrintWriter out = spec.commandLine().getOut();
            QuarantineText text = new QuarantineText(out, limit);
            text.title(name, from, last, days);
            if (days.refused() == 0) {
                return 0;
            }
            SparkSession spark = LocalSession.starting(environment).get();
            Optional<String> wanted = Optional.ofNullable(code);
            Dataset<Row> records = QuarantineRows.read(spark, days.quarantine().values(), wanted);
            if (asked.list) {
                text.list(QuarantineRows.ordered(records).takeAsList(limit + 1));
            } else if (asked.show != null) {
                text.show(shown(records, asked.show));
            } else if (asked.export != null) {
                text.exported(Export.to(asked.export, QuarantineRows.ordered(records)), asked.export);
            } else if (tried.isPresent()) {
                tried(text, TriedContract.validated(spark, days.quarantine(), wanted, tried.get()));
            } else {
                text.reasons(QuarantineRows.grouped(records).takeAsList(limit + 1), days);
            }
            return 0;
        }
    }

    private void tried(QuarantineText text, Dataset<Row> validated) {
        Dataset<Row> kept = validated.cache();
        text.tried(
                kept.count(),
                TriedContract.freed(kept),
                TriedContract.freedByReason(kept).takeAsList(limit + 1),
                QuarantineRows.grouped(TriedContract.stillRefused(kept)).takeAsList(limit + 1));
    }

    private List<Row> shown(Dataset<Row> records, String sequenceNumber) {
        List<Row> found = QuarantineRows.ordered(QuarantineRows.withSequenceNumber(records, sequenceNumber))
                .takeAsList(limit);
        if (found.isEmpty()) {
            throw QuarantineFaults.unknownSequenceNumber(sequenceNumber).exception();
        }
        return found;
    }

    private void requireAny(QuarantineDays days, String name, LocalDate last) {
        if (days.quarantine().isEmpty()) {
            throw QuarantineFaults.notPublished(place.lake(), name, from, last).exception();
        }
    }
}
