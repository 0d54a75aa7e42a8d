package dev.madrugada.ingest.files.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/**
 * Writes rows of Parquet as JSON objects. Lists and maps of all forms that the format's specification lists are read.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">lists and maps of older
 *     writers</a>
 */
final class ParquetJson {
    private final JsonPayload json = new JsonPayload();

    byte[] payload(Group row) throws IOException {
        object(json.begin(), row);
        return json.end();
    }

    private static void object(JsonGenerator out, Group group) throws IOException {
        out.writeStartObject();
        GroupType type = group.getType();
        for (int field = 0; field < type.getFieldCount(); field++) {
            out.writeFieldName(type.getFieldName(field));
            field(out, group, field);
        }
        out.writeEndObject();
    }

    /** Writes all values of a field: a repeated field outside a list or a map is an array. */
    private static void field(JsonGenerator out, Group group, int field) throws IOException {
        int count = group.getFieldRepetitionCount(field);
        if (group.getType().getType(field).isRepetition(Type.Repetition.REPEATED)) {
            out.writeStartArray();
            for (int i = 0; i < count; i++) {
                value(out, group, field, i);
            }
            out.writeEndArray();
        } else if (count == 0) {
            out.writeNull();
        } else {
            value(out, group, field, 0);
        }
    }

    private static void value(JsonGenerator out, Group group, int field, int index) throws IOException {
        Type type = group.getType().getType(field);
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (type.isPrimitive()) {
            ParquetValue.write(out, group, field, index);
        } else if (logical instanceof ListLogicalTypeAnnotation) {
            list(out, group.getGroup(field, index), type.getName());
        } else if (logical instanceof MapLogicalTypeAnnotation || logical instanceof MapKeyValueTypeAnnotation) {
            map(out, group.getGroup(field, index));
        } else {
            object(out, group.getGroup(field, index));
        }
    }

    private static void list(JsonGenerator out, Group list, String name) throws IOException {
        Type repeated = list.getType().getType(0);
        boolean isElement = repeated.isPrimitive()
                || repeated.asGroupType().getFieldCount() != 1
                || repeated.getName().equals("array")
                || repeated.getName().equals(name + "_tuple");
        out.writeStartArray();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            if (isElement) {
                value(out, list, 0, i);
            } else {
                field(out, list.getGroup(0, i), 0);
            }
        }
        out.writeEndArray();
    }

    private static void map(JsonGenerator out, Group map) throws IOException {
        out.writeStartObject();
        for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
            Group entry = map.getGroup(0, i);
            out.writeFieldName(ParquetValue.text(entry, 0, 0));
            if (entry.getType().getFieldCount() > 1) {
                field(out, entry, 1);
            } else {
                out.writeNull();
            }
        }
        out.writeEndObject();
    }
}
