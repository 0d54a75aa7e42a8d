package dev.madrugada.report;

import dev.madrugada.aws.mail.Attachment;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.CodeDigest;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.run.StageOutcome.Output;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.report.page.Csv;
import dev.madrugada.report.page.ReportContent;
import dev.madrugada.report.page.ReportPage;
import dev.madrugada.report.proof.LoadedPartition;
import dev.madrugada.report.proof.NightProof;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.NamedParameters;
import dev.madrugada.report.query.ReportQuery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The report of one night. The CSV and the page are written first, then the mail is sent, then the record is saved:
 * killed between the last two, a retry mails again; it never mails of a page that is not there, and never not at all.
 * A report that stands is skipped without its query and without a mail: it stands while the dataset's days in the
 * warehouse are those it was made of, whichever of them the query reads.
 */
final class ReportStage {
    static final String PAGE = "report.html";
    static final String CSV = "report.csv";

    private final ObjectStore store;
    private final ReportQuery query;
    private final Mailer mailer;
    private final ReportLink.Maker links;
    private final WarehouseState warehouse;

    ReportStage(ObjectStore store, ReportQuery query, Mailer mailer, ReportLink.Maker links, WarehouseState warehouse) {
        this.store = store;
        this.query = query;
        this.mailer = mailer;
        this.links = links;
        this.warehouse = warehouse;
    }

    ReportAnswer run(StageArguments arguments, DatasetFolder folder, Clock clock) {
        LakeLayout layout = new LakeLayout(arguments.lake());
        DatasetContract contract = folder.contract();
        String dataset = contract.dataset();
        NightProof proof = NightProof.read(store, layout, dataset, arguments.date());
        Objects objects = new Objects(
                layout.report(dataset, arguments.date(), PAGE), layout.report(dataset, arguments.date(), CSV));
        StageRun.Result result = StageRun.of(new RunRecords(store, layout), arguments, clock)
                .run(
                        new StageIdentity(StageName.REPORT, dataset, arguments.date(), inputs(folder, proof)),
                        Map.of(),
                        this::isUpToDate,
                        () -> made(arguments, folder, proof, objects, clock));
        boolean skipped = result.disposition() == StageRun.Disposition.SKIPPED;
        boolean mailed = !skipped && !contract.report().recipients().isEmpty();
        // A link of its own: the mail's may be older by the time the record was written.
        return ReportAnswer.of(objects.html(), objects.csv(), links.to(objects.html()), mailed, skipped);
    }

    /** The two objects of a report. */
    private record Objects(URI html, URI csv) {}

    private StageOutcome made(
            StageArguments arguments, DatasetFolder folder, NightProof proof, Objects objects, Clock clock) {
        DatasetContract contract = folder.contract();
        Answer answer = query.answer(NamedParameters.bind(
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
        byte[] csv = Csv.of(answer);
        byte[] html = ReportPage.of(content);
        store.write(objects.csv(), csv);
        store.write(objects.html(), html);
        if (!contract.report().recipients().isEmpty()) {
            ReportLink link = links.to(objects.html());
            List<Attachment> files =
                    List.of(new Attachment(PAGE, "text/html", text(html)), new Attachment(CSV, "text/csv", text(csv)));
            mailer.send(new ReportMail(content, objects.html(), link, files).of(arguments));
        }
        String day = LakeLayout.arrivalDay(arguments.date()).toString();
        int rows = answer.rows().size();
        return new StageOutcome(
                List.of(output(objects.html(), day, rows, html), output(objects.csv(), day, rows, csv)),
                Map.of("rows", (long) rows),
                Map.of("mailed-to", contract.report().recipients().size() + " recipients"));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static Output output(URI object, String day, long rows, byte[] content) {
        return new Output(
                object.toString(), day, 1, rows, Digest.sha256(content).text());
    }

    private boolean isUpToDate(Output output) {
        return store.read(URI.create(output.table()))
                .filter(bytes -> Digest.sha256(bytes).text().equals(output.content()))
                .isPresent();
    }

    private Map<String, String> inputs(DatasetFolder folder, NightProof proof) {
        Map<String, String> inputs = new TreeMap<>();
        for (LoadedPartition partition : proof.partitions()) {
            inputs.put("loaded " + partition.name(), partition.content());
        }
        // The page prints the proof: figures that changed make another page, though the loaded rows are the same.
        inputs.put("proof", proof.meaning().text());
        inputs.put("report", folder.reportDigest().text());
        inputs.put("contract", folder.contractDigest().text());
        inputs.put("code", CodeDigest.of(ReportStage.class));
        inputs.putAll(warehouse.of(folder.contract()));
        return inputs;
    }
}
