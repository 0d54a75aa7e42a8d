package dev.madrugada.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.madrugada.aws.mail.Attachment;
import dev.madrugada.aws.mail.Mail;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.Report;
import dev.madrugada.common.contract.Report.Attachments;
import dev.madrugada.report.page.ReportContent;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportMailTest {
    private static final URI PAGE = URI.create("s3://lake/reports/flights/dt=2001-01-01/report.html");

    @Test
    void containsTheMainFigures() {
        Mail mail = mail(Attachments.NONE, 10);
        assertThat(mail.subject())
                .isEqualTo("Flights by hour of departure, 2001-01-01: not proved, 8 of 14,012 refused, 1 warning");
        for (String body : List.of(mail.text(), mail.html())) {
            assertThat(body)
                    .contains(
                            "14,012 read, 14,012 raw, 13,954 curated, 8 quarantined, 50 duplicates; 13,954 rows loaded.")
                    .contains("departed_on=2001-01-01", "13,953", "1 of 2 rules failed")
                    .contains("Query result, the first 10 of 24 rows", "mean_delay_minutes", "-7.73")
                    .contains("Value: 7.12345678 does not meet the constraint requirement!")
                    .doesNotContainIgnoringCase("clean");
        }
        assertThat(mail.text()).contains("Mean \"delay_minutes\" < 5");
        assertThat(mail.html()).contains("Mean &quot;delay_minutes&quot; &lt; 5");
    }

    @Test
    void goesFromTheSenderToTheRecipients() {
        Mail mail = mail(Attachments.NONE, 10);
        assertThat(mail.from()).isEqualTo(SampleNights.REPORT.sender()).contains("@");
        assertThat(mail.to())
                .isEqualTo(SampleNights.REPORT.recipients())
                .isNotEmpty()
                .doesNotContain(mail.from());
    }

    @Test
    void statesTheLinksLifetimeAndTheCommandForANewLink() {
        assertThat(mail(Attachments.NONE, 10).text())
                .contains("https://signed/1\n", "It works until then.", "The page is stored at " + PAGE)
                .contains("scripts/madrugada report --link --dataset flights --lake s3://lake/ --date 2001-01-01");
    }

    @Test
    void attachesNothingByDefault() {
        Mail mail = mail(Attachments.NONE, 10);
        assertThat(mail.attachments()).isEmpty();
        assertThat(mail.text()).contains("not attached, because the contract does not set report.attach: true");
    }

    @Test
    void attachesPageAndCsvIfTheContractRequiresIt() {
        Mail mail = mail(Attachments.PAGE_AND_CSV, 10);
        assertThat(mail.attachments())
                .extracting(Attachment::fileName, Attachment::contentType)
                .containsExactly(tuple("report.html", "text/html"), tuple("report.csv", "text/csv"));
        assertThat(mail.text()).contains("The page and the CSV file are attached");
    }

    /** The limit applies to bytes, not characters; é has two bytes. */
    @Test
    void omitsAttachmentsThatAreTooLarge() {
        assertThat(mail(Attachments.PAGE_AND_CSV, 2_500_000).attachments()).hasSize(2);
        Mail mail = mail(Attachments.PAGE_AND_CSV, 2_500_001);
        assertThat(mail.attachments()).isEmpty();
        assertThat(mail.text()).contains("they have 5,000,001 bytes. The limit is 5,000,000 bytes.");
    }

    private static Mail mail(Attachments attachments, int bytes) {
        Report drawn = SampleNights.REPORT;
        Report report = new Report(
                drawn.title(), drawn.sender(), drawn.recipients(), drawn.label(), drawn.values(), attachments);
        ReportContent content = SampleNights.content(report, SampleNights.hours());
        // Each é has two bytes; an odd number of bytes needs one more x.
        String html = "é".repeat(1_250_000);
        String csv = "é".repeat(bytes / 2) + "x".repeat(bytes % 2);
        List<Attachment> files = List.of(
                new Attachment("report.html", "text/html", html), new Attachment("report.csv", "text/csv", csv));
        return new ReportMail(
                        content,
                        PAGE,
                        new ReportLink(URI.create("https://signed/1"), "then", "It works until then."),
                        files)
                .of(new StageArguments(
                        URI.create("file:///d/"),
                        SampleNights.DAY,
                        URI.create("s3://lake/"),
                        "run-1",
                        Rerun.IF_CHANGED,
                        Optional.empty()));
    }
}
