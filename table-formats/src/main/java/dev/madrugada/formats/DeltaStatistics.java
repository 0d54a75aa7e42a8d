package dev.madrugada.formats;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.lake.Manifest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A file's statistics in Delta's form: rows, and per column nulls and bounds.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/v3.3.2/PROTOCOL.md#per-file-statistics">the format</a>
 */
final class DeltaStatistics {
    private DeltaStatistics() {}

    static ObjectNode of(List<Column> columns, Manifest manifest, Manifest.DataFile file) {
        ObjectNode nulls = JsonNodeFactory.instance.objectNode();
        ObjectNode least = JsonNodeFactory.instance.objectNode();
        ObjectNode greatest = JsonNodeFactory.instance.objectNode();
        for (Column column : columns) {
            ColumnBounds bounds = ColumnBounds.of(column, manifest, file);
            if (!column.type().isNested()) {
                bounds.nulls().ifPresent(count -> nulls.put(column.name(), count));
            }
            if (bounds.least() != null && bounds.greatest() != null) {
                put(least, column, bounds.least(), 0);
                put(greatest, column, bounds.greatest(), 1);
            }
        }
        ObjectNode statistics = JsonNodeFactory.instance.objectNode();
        statistics.put("numRecords", file.rows());
        statistics.set("minValues", least);
        statistics.set("maxValues", greatest);
        statistics.set("nullCount", nulls);
        return statistics;
    }

    /** Puts a bound; a timestamp's is in milliseconds, the greatest one rounded up. */
    private static void put(ObjectNode bounds, Column column, Object bound, long roundUp) {
        switch (column.type().kind()) {
            case INTEGER, BIGINT -> bounds.put(column.name(), (Long) bound);
            case DECIMAL -> bounds.put(column.name(), (BigDecimal) bound);
            case TIMESTAMP -> bounds.put(column.name(), milliseconds((Long) bound, roundUp));
            default -> bounds.put(column.name(), bound.toString());
        }
    }

    private static String milliseconds(long micros, long roundUp) {
        long millis = Math.floorDiv(micros, 1_000L);
        return DateTimeFormatter.ISO_INSTANT.format(
                Instant.EPOCH.plus(millis + (micros % 1_000L == 0 ? 0 : roundUp), ChronoUnit.MILLIS));
    }
}
