package dev.madrugada.cli.doctor;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.doctor.account.Clients;
import dev.madrugada.cli.doctor.account.GlueRunWait;
import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Checkup;
import dev.madrugada.cli.doctor.check.Outcome;
import dev.madrugada.cli.doctor.check.Selection;
import dev.madrugada.cli.doctor.check.Status;
import dev.madrugada.cli.doctor.evidence.Evidence;
import dev.madrugada.cli.doctor.evidence.EvidenceBundle;
import dev.madrugada.cli.doctor.warehouse.CanaryFile;
import dev.madrugada.cli.spark.LocalSession;
import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.json.Json;
import dev.madrugada.warehouse.redshift.JdbcRedshiftSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.regions.Region;

/** {@code madrugada doctor}: checks an AWS account before the first night. */
@Command(
        name = "doctor",
        header = "Check an AWS account before the first night.",
        description = {
            "",
            "Checks what a night of the dataset needs on AWS: stream, bucket, catalog, jobs, roles, network,"
                    + " warehouse, mail, topics, schedules. Each check prints what it saw, and the fix if there is"
                    + " something to do. It changes nothing, except objects below <lake>loads/_doctor/ and a scratch"
                    + " table, which it deletes again. Options can also be in a file: @FILE.",
            "Exit status: 0 without failed checks (there may be warnings), 65 with failed checks."
        })
public final class DoctorCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Map<String, String> environment;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private DoctorOptions options;

    @Option(
            names = "--only",
            paramLabel = "CHECK",
            split = ",",
            description = "Make only these checks; \"bucket\" also selects bucket-tls and the like.")
    private List<String> only = List.of();

    @Option(names = "--skip", paramLabel = "CHECK", split = ",", description = "Leave out these checks.")
    private List<String> skip = List.of();

    @Option(
            names = "--glue-runs",
            description =
                    "Also start two runs of the quality job, one that fails and one that is stopped. They cost a few"
                            + " minutes of two workers.")
    private boolean glueRuns;

    @Option(
            names = "--glue-run-minutes",
            paramLabel = "N",
            defaultValue = "15",
            description = "How long each of them may take (default: ${DEFAULT-VALUE}).")
    private int glueRunMinutes;

    @Option(names = "--json", description = "Print one JSON array instead of lines.")
    private boolean json;

    @Option(
            names = "--evidence",
            paramLabel = "FILE",
            description = "Also write each behaviour of AWS that was observed, without names, ids and secrets.")
    private @Nullable Path evidenceFile;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description =
                    "Also compare what was observed with a file that --evidence wrote in another run; an answer that"
                            + " the file does not have counts as a failed check.")
    private @Nullable Path comparedFile;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public DoctorCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        if (glueRunMinutes < 1) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("--glue-run-minutes")
                    .what("it is " + glueRunMinutes)
                    .because("the two runs need time to start and to end")
                    .fix("give 1 or more")
                    .exception();
        }
        AwsClients clients = new AwsClients(environment);
        String region = clients.region().map(Region::id).orElseThrow(DoctorCommand::noRegion);
        Optional<BundleComparison> comparison =
                Optional.ofNullable(comparedFile).map(BundleComparison::with);
        Evidence evidence = new Evidence();
        PrintWriter out = spec.commandLine().getOut();
        try (AwsObjectStore lake = new AwsObjectStore(clients);
                Clients sdk = new Clients(clients, evidence)) {
            List<Check> checks = new Checks(
                            sdk,
                            lake,
                            JdbcRedshiftSession::open,
                            () -> CanaryFile.parquet(LocalSession.starting(environment)::get),
                            evidence,
                            glueRuns
                                    ? Optional.of(new GlueRunWait(BETWEEN_LOOKS, Duration.ofMinutes(glueRunMinutes)))
                                    : Optional.empty())
                    .of(options.target(lake, region));
            Selection selection = new Selection(only, skip);
            Set<String> unknown = selection.unknown(checks);
            if (!unknown.isEmpty()) {
                throw unknownChecks(unknown);
            }
            DoctorText text = new DoctorText(out);
            Consumer<Outcome> progress = json ? done -> {} : text::line;
            List<Outcome> outcomes = new ArrayList<>(Checkup.of(checks, selection, progress));
            EvidenceBundle bundle = evidence.bundle(endpoints());
            write(bundle);
            comparison.map(with -> with.of(bundle)).ifPresent(compared -> {
                compared.forEach(progress);
                outcomes.addAll(compared);
            });
            if (json) {
                out.println(new String(Json.write(outcomes), StandardCharsets.UTF_8));
            } else {
                text.summary(outcomes);
            }
            return outcomes.stream().anyMatch(outcome -> outcome.status() == Status.FAILED)
                    ? ErrorCategory.DATA.exitStatus()
                    : 0;
        }
    }

    /** AWS's own endpoints, unless a variable names one; a profile's endpoints are not looked at. */
    private String endpoints() {
        return environment.keySet().stream().anyMatch(name -> name.startsWith("AWS_ENDPOINT_URL"))
                ? EvidenceBundle.CUSTOM
                : EvidenceBundle.AWS;
    }

    private void write(EvidenceBundle bundle) {
        if (evidenceFile == null) {
            return;
        }
        try {
            Files.write(evidenceFile, bundle.json());
        } catch (IOException failed) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("--evidence")
                    .what(evidenceFile + " cannot be written")
                    .because(failed.getClass().getSimpleName())
                    .fix("name a file in a folder that exists")
                    .exception(failed);
        }
    }

    private static RuntimeException noRegion() {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("this process's environment")
                .what("no AWS region is set")
                .because("names are looked up in one region")
                .fix("set AWS_REGION")
                .exception();
    }

    private static RuntimeException unknownChecks(Set<String> unknown) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--only and --skip")
                .what("there is no check " + String.join(", ", unknown))
                .because("each word must be a check's name, or its beginning before a hyphen")
                .fix("see docs/doctor.md for the names")
                .exception();
    }
}
