package dev.madrugada.report;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import java.net.URI;
import java.time.LocalDate;

/**
 * Makes new links to existing reports, signed with the caller's credentials. A mailed link expires with the session of
 * the Lambda that signed it; a new link does not depend on that session.
 *
 * @param clients provide the credentials and read the lake
 */
public record ReportLinks(AwsClients clients) {
    /**
     * Makes a new link to the report page of a day. Writes and sends nothing.
     *
     * @param lake root of the lake; ends with a slash
     * @param dataset the dataset's name
     * @param date the arrival day
     * @throws dev.madrugada.common.error.TerminalException InputMissing if the report does not exist
     */
    public ReportLink of(URI lake, String dataset, LocalDate date) {
        URI page = new LakeLayout(lake).report(dataset, date, ReportStage.PAGE);
        try (AwsObjectStore store = new AwsObjectStore(clients)) {
            if (store.read(page).isEmpty()) {
                throw ReportFaults.noReport(page, dataset, date).exception();
            }
        }
        return new AwsLinks(clients).to(page);
    }
}
