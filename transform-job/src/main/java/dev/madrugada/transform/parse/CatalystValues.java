package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Converts parsed values to the values that Spark has inside its rows. */
public final class CatalystValues {
    private CatalystValues() {}

    /**
     * Converts a value.
     *
     * @param value see {@link ParsedValue#value()}; an array is a list, a struct the list of its fields' values, a map a
     *     {@code Map} of texts
     * @return a Long, Integer, Double, Boolean, {@code Decimal} or {@code UTF8String}, or array, map or row of them; null
     *     for null
     */
    public static @Nullable Object of(@Nullable Object value, ColumnType type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case VARCHAR, JSON -> UTF8String.fromString((String) value);
            case DECIMAL -> Decimal.apply((BigDecimal) value, type.precision(), type.scale());
            case ARRAY -> array((List<?>) value, type.parts().get(0).type());
            case STRUCT -> struct((List<?>) value, type);
            case MAP -> map((Map<?, ?>) value, type);
            default -> value;
        };
    }

    private static GenericArrayData array(Iterable<?> elements, ColumnType type) {
        List<Object> converted = new java.util.ArrayList<>();
        elements.forEach(element -> converted.add(of(element, type)));
        return new GenericArrayData(converted.toArray());
    }

    private static GenericInternalRow struct(List<?> fields, ColumnType type) {
        GenericInternalRow row = new GenericInternalRow(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            row.update(i, of(fields.get(i), type.parts().get(i).type()));
        }
        return row;
    }

    private static ArrayBasedMapData map(Map<?, ?> entries, ColumnType type) {
        return new ArrayBasedMapData(
                array(entries.keySet(), type.parts().get(0).type()),
                array(entries.values(), type.parts().get(1).type()));
    }
}
