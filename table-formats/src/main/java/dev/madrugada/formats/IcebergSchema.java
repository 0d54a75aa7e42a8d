package dev.madrugada.formats;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.iceberg.FieldIds;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/** A table's columns in Iceberg's types, with the ids that its files have; all columns are optional. */
record IcebergSchema(FormatTable table, FieldIds ids) {
    Schema schema() {
        return new Schema(table.columns().stream()
                .map(column -> field(FieldIds.path(column.name()), column.name(), column.type()))
                .toList());
    }

    /**
     * Whether the table's schema has exactly these columns.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract if a column of the table is missing or has a
     *     type that Iceberg cannot change into the contract's in place
     */
    boolean isCurrentIn(Schema before) {
        Schema now = schema();
        for (Types.NestedField field : TypeUtil.indexById(before.asStruct()).values()) {
            Types.NestedField same = now.findField(field.fieldId());
            if (same == null || !isPromotion(field.type(), same.type())) {
                throw FormatFaults.columnChanged(
                                table,
                                "Iceberg",
                                Optional.ofNullable(before.findColumnName(field.fieldId()))
                                        .orElse(field.name()),
                                text(field.type()),
                                same == null ? "not" : text(same.type()))
                        .exception();
            }
        }
        return before.sameSchema(now);
    }

    private static boolean isPromotion(Type before, Type now) {
        if (before.isPrimitiveType() && now.isPrimitiveType()) {
            return TypeUtil.isPromotionAllowed(before, now.asPrimitiveType());
        }
        return before.typeId() == now.typeId();
    }

    private static String text(Type type) {
        return type.isPrimitiveType() ? type.toString() : type.typeId().toString();
    }

    private Types.NestedField field(String path, String name, ColumnType type) {
        return Types.NestedField.optional(ids.of(path), name, type(path, type));
    }

    private Type type(String path, ColumnType type) {
        return switch (type.kind()) {
            case BIGINT -> Types.LongType.get();
            case INTEGER -> Types.IntegerType.get();
            case DOUBLE -> Types.DoubleType.get();
            case DECIMAL -> Types.DecimalType.of(type.precision(), type.scale());
            case BOOLEAN -> Types.BooleanType.get();
            case VARCHAR, JSON -> Types.StringType.get();
            case TIMESTAMP -> Types.TimestampType.withZone();
            case DATE -> Types.DateType.get();
            case ARRAY -> {
                String element = FieldIds.path(path, ColumnType.ELEMENT);
                yield Types.ListType.ofOptional(
                        ids.of(element), type(element, type.parts().get(0).type()));
            }
            case MAP -> {
                String key = FieldIds.path(path, ColumnType.MAP_KEY);
                String value = FieldIds.path(path, ColumnType.MAP_VALUE);
                yield Types.MapType.ofOptional(
                        ids.of(key),
                        ids.of(value),
                        type(key, type.parts().get(0).type()),
                        type(value, type.parts().get(1).type()));
            }
            case STRUCT -> {
                List<Types.NestedField> fields = type.parts().stream()
                        .map(part -> field(FieldIds.path(path, part.name()), part.name(), part.type()))
                        .toList();
                yield Types.StructType.of(fields);
            }
        };
    }
}
