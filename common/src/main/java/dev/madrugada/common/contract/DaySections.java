package dev.madrugada.common.contract;

import dev.madrugada.common.contract.ColumnType.Kind;
import dev.madrugada.common.contract.KnownColumns.Known;
import dev.madrugada.common.contract.KnownColumns.Origin;
import dev.madrugada.common.contract.SourceColumn.Presence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Reads what defines a record's event day: the section {@code event-time}, and {@code day-zone}. */
final class DaySections {
    private static final int MAX_LATENESS_DAYS = 30;
    private static final Duration MAX_FUTURE_TOLERANCE = Duration.ofDays(2);
    private static final Duration DEFAULT_FUTURE_TOLERANCE = Duration.ofHours(1);

    private DaySections() {}

    /** @param dayZone the time zone of event days; UTC if the contract does not set it */
    static EventTime eventTime(YamlMapping section, ZoneId dayZone, KnownColumns known, ColumnNames names) {
        YamlText column = section.text("column");
        String partition = names.claim(section.text("partition"));
        int latenessDays = section.find("lateness-days")
                .map(days -> days.wholeNumber(0, MAX_LATENESS_DAYS))
                .orElse(1);
        Duration futureTolerance = section.text("future-tolerance", DEFAULT_FUTURE_TOLERANCE.toString())
                .parsed(DaySections::tolerance, DEFAULT_FUTURE_TOLERANCE);
        if (column.value().equals(EventTime.ARRIVAL)) {
            checkArrival(section, column, known);
            return new EventTime(EventTime.ARRIVAL, dayZone, partition, 0, Duration.ZERO);
        }
        known.find(column, "the contract has no such column; 'arrival' is the arrival time")
                .ifPresent(time -> check(column, time));
        return new EventTime(column.value(), dayZone, partition, latenessDays, futureTolerance);
    }

    private static void check(YamlText column, Known time) {
        if (time.presence() == Presence.OPTIONAL && time.origin() != Origin.LOOKUP) {
            column.problem("a record without its event time has no event day", "give that column 'required: true'");
        }
        if (time.type().kind() != Kind.TIMESTAMP && time.type().kind() != Kind.DATE && time.isRead()) {
            column.problem(
                    "it is " + ColumnKeys.withArticle(time.type())
                            + ", and the event day is computed from a timestamp or a date",
                    "name a timestamp or a date column, or make this one a timestamp");
        }
    }

    private static void checkArrival(YamlMapping section, YamlText column, KnownColumns known) {
        if (known.columns().stream().anyMatch(one -> one.name().equals(EventTime.ARRIVAL))) {
            column.problem(
                    "it is the arrival time and the name of a column too",
                    "rename the column, whichever of the two you mean");
        }
        for (String key : List.of("lateness-days", "future-tolerance")) {
            Optional<YamlNode> given = section.find(key);
            given.ifPresent(node ->
                    node.refused("the event time is the arrival, so no record is late or in the future", "remove it"));
        }
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("it is not a time zone such as UTC or Europe/Madrid", unknown);
        }
    }

    private static Duration tolerance(String text) {
        try {
            Duration tolerance = Duration.parse(text);
            if (!tolerance.isNegative() && tolerance.compareTo(MAX_FUTURE_TOLERANCE) <= 0) {
                return tolerance;
            }
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("it is not a duration such as PT15M, PT1H or P1D", wrong);
        }
        throw new IllegalArgumentException("it must be between PT0S and P2D");
    }
}
