package dev.madrugada.report;

import dev.madrugada.aws.mail.Attachment;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.run.CodeDigest;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.Stage;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.run.WrittenObject;
import dev.madrugada.report.page.Csv;
import dev.madrugada.report.page.ReportContent;
import dev.madrugada.report.page.ReportPage;
import dev.madrugada.report.proof.LoadedPartition;
import dev.madrugada.report.proof.NightProof;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.NamedParameters;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The report of one night. The CSV and the page are written first, then the mail is sent, then the run record is saved.
 * If a run is killed between the last two steps, its retry sends a second mail. Every report with recipients is
 * therefore mailed, and no mail links to a missing page. A report that is up to date is skipped without a query and
 * without a mail. A report is up to date while the warehouse has the same loads of the dataset's days as when the
 * report was made.
 */
final class ReportStage implements Stage {
    static final String PAGE = "report.html";
    static final String CSV = "report.csv";

    private final ReportPorts ports;
    private final StageArguments arguments;
    private final DatasetFolder folder;
    private final Clock clock;
    private final LakeLayout layout;
    private final NightProof proof;
    private final URI html;
    private final URI csv;

    /**
     * Reads the night's run records from the lake; does not use the warehouse.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if nothing was loaded for this day yet
     */
    ReportStage(ReportPorts ports, StageArguments arguments, DatasetFolder folder, Clock clock) {
        this.layout = new LakeLayout(arguments.lake());
        String dataset = folder.contract().dataset();
        this.ports = ports;
        this.arguments = arguments;
        this.folder = folder;
        this.clock = clock;
        this.proof = NightProof.read(ports.store(), layout, dataset, arguments.date());
        this.html = layout.report(dataset, arguments.date(), PAGE);
        this.csv = layout.report(dataset, arguments.date(), CSV);
    }

    /** The Lambda's answer, with a new link, because the mail's link may have expired when the record is saved. */
    ReportAnswer answer(StageRun.Result result) {
        boolean skipped = result.disposition() == StageRun.Disposition.SKIPPED;
        return ReportAnswer.of(html, csv, ports.links().to(html), !skipped && isMailed(), skipped);
    }

    private boolean isMailed() {
        return !folder.contract().report().recipients().isEmpty();
    }

    @Override
    public StageIdentity identity() {
        Map<String, String> inputs = new TreeMap<>();
        for (LoadedPartition partition : proof.partitions()) {
            inputs.put("loaded " + partition.name(), partition.content().text());
        }
        // The page shows the proof, so other figures require a new page even if the loaded rows are the same.
        inputs.put("proof", proof.meaning().text());
        inputs.put("report", folder.reportDigest().text());
        inputs.put("contract", folder.contractDigest().text());
        inputs.put("code", CodeDigest.of(ReportStage.class));
        inputs.putAll(ports.warehouse().of(folder.contract()));
        return new StageIdentity(StageName.REPORT, folder.contract().dataset(), arguments.date(), inputs);
    }

    @Override
    public boolean isUpToDate(Output output) {
        return output instanceof WrittenObject written
                && ports.store()
                        .read(layout.root().resolve(written.uri()))
                        .filter(bytes -> Digest.sha256(bytes).equals(written.content()))
                        .isPresent();
    }

    @Override
    public StageOutcome execute() {
        DatasetContract contract = folder.contract();
        Answer answer = ports.query()
                .answer(NamedParameters.bind(
                        DatasetFolder.REPORT, folder.text(DatasetFolder.REPORT), Map.of("date", arguments.date())))
                .drawnAs(contract.report());
        ReportContent content = new ReportContent(
                contract.dataset(),
                arguments.date(),
                contract.report(),
                answer,
                proof,
                arguments.runId(),
                clock.instant());
        byte[] table = Csv.of(answer);
        byte[] page = ReportPage.of(content);
        ports.store().write(csv, table);
        ports.store().write(html, page);
        if (isMailed()) {
            List<Attachment> files = List.of(
                    new Attachment(PAGE, "text/html", text(page)), new Attachment(CSV, "text/csv", text(table)));
            ReportLink link = ports.links().to(html);
            ports.mailer().send(new ReportMail(content, html, link, files).of(arguments));
        }
        long rows = answer.rows().size();
        return StageOutcome.of(
                List.of(
                        new WrittenObject(layout.relative(html), rows, Digest.sha256(page)),
                        new WrittenObject(layout.relative(csv), rows, Digest.sha256(table))),
                Map.of("rows", rows),
                Map.of("mailed-to", contract.report().recipients().size() + " recipients"));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
