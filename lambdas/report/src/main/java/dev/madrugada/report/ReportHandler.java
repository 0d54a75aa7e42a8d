package dev.madrugada.report;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.mail.Mail;
import dev.madrugada.aws.mail.SesMailer;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lambda.LambdaFunction;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.time.RunClock;
import dev.madrugada.warehouse.redshift.RedshiftLogin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * The Lambda's entry point. The event is a JSON object of strings: {@code dataset}, {@code date}, {@code lake}, {@code
 * run-id}, {@code warehouse-secret} and optionally {@code force} and {@code now}, with the meanings of a job's
 * arguments. The handler answers {@code {"html", "csv", "mailed", "skipped"}}, or throws a coded exception. Causes are
 * only logged.
 *
 * @see ReportStage the order of the steps, and the state that an interrupted run leaves
 */
public final class ReportHandler implements RequestStreamHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReportHandler.class);

    private final Map<String, String> environment;

    public ReportHandler() {
        this(System.getenv());
    }

    ReportHandler(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        new LambdaFunction("report", environment, () -> AwsObjectStore.of(environment))
                .run(event, answer, read -> answer(ReportArguments.parse(read.arguments()), TimeBudget.of(context)));
    }

    private ReportAnswer answer(ReportArguments arguments, TimeBudget time) {
        StageArguments stage = arguments.stage();
        LOG.info("event=start stage=REPORT dataset={} date={} run-id={}", stage.dataset(), stage.date(), stage.runId());
        AwsClients clients = new AwsClients(environment);
        try (AwsObjectStore store = new AwsObjectStore(clients)) {
            DatasetFolder folder = DatasetFolder.read(store, stage.dataset());
            RedshiftLogin login = new RedshiftLogin(clients, arguments.warehouse());
            Clock clock = RunClock.of(stage.now(), environment);
            ReportPorts ports = new ReportPorts(
                    store,
                    new WarehouseQuery(
                            login,
                            stage.runId(),
                            time,
                            folder.contract().report().maxRows()),
                    mail -> send(clients, mail),
                    new AwsLinks(clients),
                    new WarehouseLedger(login, stage.runId(), time));
            ReportStage report = new ReportStage(ports, stage, folder, clock);
            ReportAnswer answer =
                    report.answer(StageRun.of(new RunRecords(store, new LakeLayout(stage.lake())), stage, clock)
                            .run(report));
            return answer;
        }
    }

    private static void send(AwsClients clients, Mail mail) {
        try (SesV2Client ses = clients.ses()) {
            new SesMailer(ses).send(mail);
        }
    }
}
