package dev.madrugada.common.spark;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.iceberg.FieldIds;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.StructType;

/**
 * A write support with an id for every field of the file's schema. Spark itself writes ids of columns and of
 * structs' fields only, not of an array's elements or of a map's keys and values.
 */
final class FieldIdWriteSupport extends FlatWriteSupport {
    private final FieldIds ids;

    FieldIdWriteSupport(StructType schema, FieldIds ids) {
        super(schema);
        this.ids = ids;
    }

    @Override
    public WriteContext init(Configuration configuration) {
        WriteContext context = super.init(configuration);
        List<Type> columns = context.getSchema().getFields().stream()
                .map(column -> identified(column, FieldIds.path(column.getName())))
                .toList();
        return new WriteContext(new MessageType(context.getSchema().getName(), columns), context.getExtraMetaData());
    }

    private Type identified(Type type, String path) {
        if (type.isPrimitive()) {
            return type.withId(ids.of(path));
        }
        GroupType group = type.asGroupType();
        LogicalTypeAnnotation annotation = group.getLogicalTypeAnnotation();
        List<Type> fields;
        if (annotation instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation) {
            fields = repeated(group, path, ColumnType.ELEMENT);
        } else if (annotation instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation) {
            fields = repeated(group, path, ColumnType.MAP_KEY, ColumnType.MAP_VALUE);
        } else {
            fields = group.getFields().stream()
                    .map(field -> identified(field, FieldIds.path(path, field.getName())))
                    .toList();
        }
        return group.withNewFields(fields).withId(ids.of(path));
    }

    /** The repeated group of a list or a map, which has no id itself. */
    private List<Type> repeated(GroupType group, String path, String... parts) {
        GroupType entries = group.getType(0).asGroupType();
        List<Type> fields = new java.util.ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            fields.add(identified(entries.getType(i), FieldIds.path(path, parts[i])));
        }
        return List.of(entries.withNewFields(fields));
    }
}
