package dev.madrugada.report.query;

import java.time.LocalDate;
import java.util.List;

/**
 * A query with a question mark for each parameter, and what each is bound to.
 *
 * @param parameters bound as DATE, in the order of the question marks
 */
public record BoundQuery(String sql, List<LocalDate> parameters) {
    public BoundQuery {
        parameters = List.copyOf(parameters);
    }
}
