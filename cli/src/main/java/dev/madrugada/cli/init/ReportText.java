package dev.madrugada.cli.init;

import dev.madrugada.common.contract.ColumnType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A first report: the day's records by a column with few values, or by the hour, with the mean of a number.
 *
 * @param label the result's first column
 * @param sql the content of report.sql
 */
record ReportText(String title, String label, List<String> values, String sql) {
    private static final int MOST_LABELS = 40;
    private static final BigDecimal LARGEST_MEAN = BigDecimal.TEN.pow(12);

    static ReportText of(Proposal proposal) {
        Optional<ProposedColumn> group = proposal.columns().stream()
                .filter(column -> column.hasKind(Kind.VARCHAR, Kind.BOOLEAN))
                .filter(column -> column.field().values() > 0)
                .filter(column -> column.hasKind(Kind.BOOLEAN)
                        || (column.field().distinct() > 1
                                && column.field().distinct() <= MOST_LABELS
                                && 2L * column.field().distinct()
                                        <= proposal.sample().records()))
                .findFirst();
        Optional<ProposedColumn> time = proposal.eventTime().filter(column -> column.hasKind(Kind.TIMESTAMP));
        String label = group.map(ProposedColumn::name)
                .orElseGet(() -> time.isPresent() ? "hour_of_day" : proposal.partition());
        String expression = group.map(column -> quoted(column.name()))
                .or(() -> time.map(column -> "extract(hour from " + quoted(column.name()) + ")"))
                .orElseGet(() -> quoted(proposal.partition()));
        List<String> values = new ArrayList<>(List.of("records"));
        StringBuilder sql = new StringBuilder("-- :date is the night's day.\n");
        sql.append("select ")
                .append(expression)
                .append(" as ")
                .append(quoted(label))
                .append(",\n");
        sql.append("       count(*) as records");
        measure(proposal).ifPresent(column -> {
            String mean = "mean_" + column.name();
            String name = mean.substring(0, Math.min(63, mean.length()));
            values.add(name);
            sql.append(",\n       cast(avg(cast(")
                    .append(quoted(column.name()))
                    .append(" as decimal(30,6))) as decimal(30,2)) as ")
                    .append(quoted(name));
        });
        sql.append("\nfrom public.").append(quoted(proposal.dataset()));
        sql.append("\nwhere ").append(quoted(proposal.partition())).append(" = :date");
        sql.append("\ngroup by 1\norder by records desc, 1\n");
        String title = proposal.dataset().replace('_', ' ') + " by " + label.replace('_', ' ');
        return new ReportText(title, label, values, sql.toString());
    }

    private static Optional<ProposedColumn> measure(Proposal proposal) {
        return proposal.columns().stream()
                .filter(column -> column.hasKind(Kind.INTEGER, Kind.BIGINT, Kind.DOUBLE, Kind.DECIMAL))
                .filter(column -> !column.name().matches("(.*_)?(id|key|code|year|zip|nr|no|number)"))
                .filter(column -> column.field().distinct() > 2)
                .filter(column -> column.field().numbers().keySet().stream()
                        .allMatch(number -> number.abs().compareTo(LARGEST_MEAN) < 0))
                .findFirst();
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
