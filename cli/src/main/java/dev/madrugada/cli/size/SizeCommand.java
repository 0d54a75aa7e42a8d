package dev.madrugada.cli.size;

import dev.madrugada.cli.size.NightSize.Execution;
import dev.madrugada.cli.size.NightSize.Setup;
import dev.madrugada.cli.size.NightSize.WorkerType;
import dev.madrugada.cli.size.StreamSize.ReadSchedule;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.json.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madrugada size}: shards, retention, workers, minutes and dollars for a volume of records. */
@Command(
        name = "size",
        header = "Size a stream and its night, and price it.",
        description = {
            "",
            "Prints shards, retention, workers, minutes and dollars by stage for records that arrive evenly or with peaks."
                    + " Figures come from runs on 2 cores and from AWS's prices and limits; nothing has run on AWS."
                    + " docs/sizing.md says how they are computed and what breaks first."
        })
public final class SizeCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private Records records;

    @Option(
            names = "--bytes-per-record",
            required = true,
            paramLabel = "N",
            description = "Mean size of a record's data and partition key.")
    private double bytesPerRecord;

    @Option(
            names = "--peak",
            paramLabel = "FACTOR",
            defaultValue = "2",
            description = "The rate in the busiest second as a multiple of the mean (default: ${DEFAULT-VALUE}).")
    private double peak;

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "1",
            description = "Price a night of so many streams of this size (default: ${DEFAULT-VALUE}).")
    private int streams;

    @Option(names = "--hourly", description = "Ingest reads every hour; the night reads the last hour only.")
    private boolean hourly;

    @Option(
            names = "--stage-minutes",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long a job's work may take; decides the workers (default: ${DEFAULT-VALUE}).")
    private double stageMinutes;

    @Option(
            names = "--worker-type",
            paramLabel = "TYPE",
            defaultValue = "G1X",
            description = "G1X or G2X (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private WorkerType workerType;

    @Option(names = "--flex", description = "The jobs run in Glue's execution class FLEX.")
    private boolean flex;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "A properties file with other prices, such as glue.dpu-hour=0.44.")
    private @Nullable Path prices;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    /** How many records; one of the two. */
    static final class Records {
        @Option(names = "--records-per-second", paramLabel = "N", description = "Mean rate of one stream.")
        @Nullable
        Double perSecond;

        @Option(names = "--records-per-day", paramLabel = "N", description = "Records of one stream in a day.")
        @Nullable
        Double perDay;

        double ofDay() {
            return perDay != null ? perDay : perSecond != null ? perSecond * Volume.SECONDS_PER_DAY : 0;
        }
    }

    @Override
    public Integer call() {
        requireSensible();
        Volume volume = new Volume(records.ofDay(), bytesPerRecord, peak);
        Setup setup = new Setup(
                hourly ? ReadSchedule.HOURLY : ReadSchedule.NIGHTLY,
                workerType,
                flex ? Execution.FLEX : Execution.STANDARD,
                stageMinutes);
        Prices used = prices == null ? Prices.defaults() : Prices.defaults().with(prices);
        SizeText text = new SizeText(volume, setup, streams, NightSize.of(volume, setup, used), used);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(Json.write(text.json()), StandardCharsets.UTF_8));
        } else {
            text.lines().forEach(out::println);
        }
        return 0;
    }

    private void requireSensible() {
        List<String> problems = new ArrayList<>();
        if (!(records.ofDay() > 0)) {
            problems.add("the number of records must be above 0");
        }
        if (!(bytesPerRecord > 0)) {
            problems.add("--bytes-per-record must be above 0");
        }
        if (!(peak >= 1)) {
            problems.add("--peak must be at least 1");
        }
        if (streams < 1) {
            problems.add("--streams must be at least 1");
        }
        if (!(stageMinutes > 0)) {
            problems.add("--stage-minutes must be above 0");
        }
        if (!problems.isEmpty()) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("size")
                    .what(String.join("; ", problems))
                    .because("a night cannot be sized from these values")
                    .fix("correct them; see --help")
                    .exception();
        }
    }
}
