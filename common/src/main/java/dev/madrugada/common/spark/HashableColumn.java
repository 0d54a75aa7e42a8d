package dev.madrugada.common.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Values in a form that Spark's hash functions accept and distinguish. They refuse maps, and they skip nulls and the
 * bounds of arrays: {@code [1, null]}, {@code [1]} and {@code [[1]]} have the same hash.
 */
final class HashableColumn {
    private HashableColumn() {}

    /**
     * The value itself if its type has no parts. Otherwise every part stands beside a flag that says whether it is null,
     * every array and map beside its size, and a map's entries are in the order of their keys.
     */
    static Column of(Column value, DataType type) {
        if (type instanceof ArrayType array) {
            return functions.struct(
                    functions.size(value),
                    functions.transform(value, element -> flagged(element, array.elementType())));
        }
        if (type instanceof MapType map) {
            Column entries = functions.transform(
                    functions.map_entries(value),
                    entry -> functions.struct(
                            of(entry.getField("key"), map.keyType()),
                            flagged(entry.getField("value"), map.valueType())));
            return functions.struct(functions.size(value), functions.array_sort(entries));
        }
        if (type instanceof StructType struct) {
            List<Column> fields = new ArrayList<>();
            for (StructField field : struct.fields()) {
                fields.add(flagged(value.getField(field.name()), field.dataType()));
            }
            return functions.struct(fields.toArray(Column[]::new));
        }
        return value;
    }

    private static Column flagged(Column part, DataType type) {
        return functions.struct(part.isNull(), of(part, type));
    }
}
