package dev.madrugada.common.contract;

import dev.madrugada.common.contract.Key.Keep;
import dev.madrugada.common.contract.SourceColumn.Presence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the contract's sections that define a record's key and its event day: {@code key}, {@code event-time}. */
final class DaySections {
    private static final int MAX_LATENESS_DAYS = 30;
    private static final Duration MAX_FUTURE_TOLERANCE = Duration.ofDays(2);
    private static final Duration DEFAULT_FUTURE_TOLERANCE = Duration.ofHours(1);

    private enum Kept {
        LATEST,
        EARLIEST
    }

    private DaySections() {}

    static Key key(YamlMapping section, Payload payload) {
        List<YamlText> columns =
                section.items("columns").stream().map(YamlNode::text).toList();
        Set<String> before = new HashSet<>();
        for (YamlText column : columns) {
            if (column.isThere() && !before.add(column.value())) {
                column.problem("the key contains it already", "name it once");
            }
            requiredColumn(column, payload, "a record without its key cannot be compared with others");
        }
        Keep keep = section.choice("keep", Kept.LATEST) == Kept.LATEST ? Keep.LATEST : Keep.EARLIEST;
        return new Key(columns.stream().map(YamlText::value).toList(), Set.of(), keep);
    }

    /** @param dayZone the time zone of event days; UTC if the contract does not set it */
    static EventTime eventTime(YamlMapping section, YamlText dayZone, Payload payload, ColumnNames names) {
        YamlText column = section.text("column");
        requiredColumn(column, payload, "a record without its event time has no event day")
                .map(source -> source.column().type())
                .filter(type -> type.kind() != ColumnType.Kind.TIMESTAMP && !type.equals(ColumnSections.UNREAD))
                .ifPresent(type -> column.problem(
                        "it is a " + type + ", and the event day is computed from a timestamp",
                        "name a timestamp column, or make this one a timestamp"));
        return new EventTime(
                column.value(),
                dayZone.parsed(DaySections::zone, ZoneOffset.UTC),
                names.claim(section.text("partition")),
                section.find("lateness-days")
                        .map(days -> days.wholeNumber(0, MAX_LATENESS_DAYS))
                        .orElse(1),
                section.text("future-tolerance", DEFAULT_FUTURE_TOLERANCE.toString())
                        .parsed(DaySections::tolerance, DEFAULT_FUTURE_TOLERANCE));
    }

    private static Optional<SourceColumn> requiredColumn(YamlText name, Payload payload, String why) {
        Optional<SourceColumn> found = ColumnSections.payloadColumn(name, payload);
        if (found.isPresent() && found.get().presence() == Presence.OPTIONAL) {
            name.problem(why, "give that column 'required: true'");
        }
        return found;
    }

    private static ZoneId zone(String text) {
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
