package dev.madrugada.common.contract;

import java.util.List;

/**
 * How report.sql's answer is shown and to whom.
 *
 * @param sender the address it is mailed from
 * @param recipients whom it is mailed to; may be empty
 * @param label the answer's column that names a bar
 * @param values the answer's columns that are drawn, one chart each
 */
public record Report(String title, String sender, List<String> recipients, String label, List<String> values) {
    public Report {
        recipients = List.copyOf(recipients);
        values = List.copyOf(values);
    }
}
