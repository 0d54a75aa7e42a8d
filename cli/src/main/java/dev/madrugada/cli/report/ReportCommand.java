package dev.madrugada.cli.report;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.arguments.DatasetArgument;
import dev.madrugada.cli.arguments.DatasetInLake;
import dev.madrugada.report.ReportLink;
import dev.madrugada.report.ReportLinks;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code madrugada report --link}: makes a new link to an existing report. */
@Command(
        name = "report",
        header = "Make a new link to a report.",
        description = {
            "",
            "A mailed link stops working when the session that signed it ends, after about an hour. --link signs a new"
                    + " link with your own credentials. Prints the link to standard output, and how long the link works"
                    + " to standard error."
                    + " Whoever has the link can read the page."
        })
public final class ReportCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private final DatasetInLake place = new DatasetInLake();

    @Option(names = "--date", required = true, paramLabel = "DATE", description = "The arrival day of the night.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private LocalDate date;

    @Option(names = "--link", required = true, description = "Make a link.")
    @SuppressWarnings("UnusedVariable") // required, because the command has no other action yet
    private boolean link;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public ReportCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        AwsClients clients = new AwsClients(environment);
        try (AwsObjectStore store = new AwsObjectStore(clients)) {
            ReportLink made =
                    new ReportLinks(clients).of(place.lake(), DatasetArgument.nameOf(place.dataset(), store), date);
            spec.commandLine().getOut().println(made.url());
            spec.commandLine().getErr().println(made.promise());
            return 0;
        }
    }
}
