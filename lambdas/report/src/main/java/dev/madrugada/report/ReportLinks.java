package dev.madrugada.report;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import java.net.URI;
import java.time.LocalDate;

/**
 * New links to reports that were written before, signed with the caller's own credentials: a mailed link ends with the
 * session of the function that signed it.
 *
 * @param clients give the credentials and read the lake
 */
public record ReportLinks(AwsClients clients) {
    /**
     * A new link to the page of a day. Nothing is written or sent.
     *
     * @param lake the lake's root, which ends with a slash
     * @param dataset the dataset's name
     * @param date the arrival day
     * @throws dev.madrugada.common.error.TerminalException InputMissing if the day has no report
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
