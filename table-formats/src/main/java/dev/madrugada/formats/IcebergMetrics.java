package dev.madrugada.formats;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.iceberg.FieldIds;
import dev.madrugada.common.lake.Manifest;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;

/** A file's metrics in Iceberg's form, by column id. */
final class IcebergMetrics {
    private IcebergMetrics() {}

    static Metrics of(Schema schema, FieldIds ids, List<Column> columns, Manifest manifest, Manifest.DataFile file) {
        Map<Integer, Long> values = new HashMap<>();
        Map<Integer, Long> nulls = new HashMap<>();
        Map<Integer, ByteBuffer> least = new HashMap<>();
        Map<Integer, ByteBuffer> greatest = new HashMap<>();
        for (Column column : columns) {
            if (column.type().isNested()) {
                continue;
            }
            int id = ids.of(FieldIds.path(column.name()));
            Type type = schema.findType(id);
            ColumnBounds bounds = ColumnBounds.of(column, manifest, file);
            bounds.nulls().ifPresent(count -> {
                values.put(id, file.rows());
                nulls.put(id, count);
            });
            if (bounds.least() != null && bounds.greatest() != null) {
                least.put(id, bytes(type, bounds.least()));
                greatest.put(id, bytes(type, bounds.greatest()));
            }
        }
        return new Metrics(file.rows(), null, values, nulls, null, least, greatest);
    }

    private static ByteBuffer bytes(Type type, Object bound) {
        return Conversions.toByteBuffer(
                type,
                switch (type.typeId()) {
                    case INTEGER -> Math.toIntExact((Long) bound);
                    case DATE -> Math.toIntExact(((LocalDate) bound).toEpochDay());
                    default -> bound;
                });
    }
}
