package dev.madrugada.ingest.files.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.MapColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.StructColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.UnionColumnVector;
import org.apache.orc.TypeDescription;

/** Writes values of ORC as JSON. A {@code timestamp} has no zone in ORC and gets none; binary values are base64. */
final class OrcValue {
    private static final int MILLIS_PER_SECOND = 1_000;

    private OrcValue() {}

    static void object(JsonGenerator out, TypeDescription type, ColumnVector[] columns, int row) throws IOException {
        out.writeStartObject();
        List<String> names = type.getFieldNames();
        for (int i = 0; i < columns.length; i++) {
            out.writeFieldName(names.get(i));
            write(out, type.getChildren().get(i), columns[i], row);
        }
        out.writeEndObject();
    }

    static void write(JsonGenerator out, TypeDescription type, ColumnVector column, int row) throws IOException {
        int at = column.isRepeating ? 0 : row;
        if (!column.noNulls && column.isNull[at]) {
            out.writeNull();
            return;
        }
        switch (type.getCategory()) {
            case LIST -> list(out, type, (ListColumnVector) column, at);
            case MAP -> map(out, type, (MapColumnVector) column, at);
            case STRUCT -> object(out, type, ((StructColumnVector) column).fields, at);
            case UNION -> {
                int tag = ((UnionColumnVector) column).tags[at];
                write(out, type.getChildren().get(tag), ((UnionColumnVector) column).fields[tag], at);
            }
            default -> single(out, type, column, at);
        }
    }

    private static void single(JsonGenerator out, TypeDescription type, ColumnVector column, int at)
            throws IOException {
        switch (type.getCategory()) {
            case BOOLEAN -> out.writeBoolean(((LongColumnVector) column).vector[at] != 0);
            case BYTE, SHORT, INT, LONG -> out.writeNumber(((LongColumnVector) column).vector[at]);
            case FLOAT -> out.writeNumber((float) ((DoubleColumnVector) column).vector[at]);
            case DOUBLE -> out.writeNumber(((DoubleColumnVector) column).vector[at]);
            case DECIMAL -> out.writeNumber(decimal(type, (DecimalColumnVector) column, at));
            case DATE ->
                out.writeString(LocalDate.ofEpochDay(((LongColumnVector) column).vector[at])
                        .toString());
            case TIMESTAMP -> {
                TimestampColumnVector time = (TimestampColumnVector) column;
                out.writeString(JsonPayload.local(seconds(time, at), time.nanos[at]));
            }
            case TIMESTAMP_INSTANT -> {
                TimestampColumnVector time = (TimestampColumnVector) column;
                out.writeString(JsonPayload.instant(seconds(time, at), time.nanos[at]));
            }
            case BINARY -> out.writeString(Base64.getEncoder().encodeToString(bytes((BytesColumnVector) column, at)));
            default -> out.writeString(text((BytesColumnVector) column, at));
        }
    }

    private static void list(JsonGenerator out, TypeDescription type, ListColumnVector list, int at)
            throws IOException {
        out.writeStartArray();
        for (long i = list.offsets[at]; i < list.offsets[at] + list.lengths[at]; i++) {
            write(out, type.getChildren().get(0), list.child, (int) i);
        }
        out.writeEndArray();
    }

    private static void map(JsonGenerator out, TypeDescription type, MapColumnVector map, int at) throws IOException {
        out.writeStartObject();
        for (long i = map.offsets[at]; i < map.offsets[at] + map.lengths[at]; i++) {
            out.writeFieldName(key(type.getChildren().get(0), map.keys, (int) i));
            write(out, type.getChildren().get(1), map.values, (int) i);
        }
        out.writeEndObject();
    }

    private static String key(TypeDescription type, ColumnVector keys, int row) throws IOException {
        int at = keys.isRepeating ? 0 : row;
        if (keys instanceof BytesColumnVector texts && type.getCategory() != TypeDescription.Category.BINARY) {
            return text(texts, at);
        }
        JsonPayload json = new JsonPayload();
        write(json.begin(), type, keys, row);
        String written = new String(json.end(), StandardCharsets.UTF_8);
        return written.startsWith("\"") ? written.substring(1, written.length() - 1) : written;
    }

    private static BigDecimal decimal(TypeDescription type, DecimalColumnVector column, int at) {
        return column.vector[at].getHiveDecimal().bigDecimalValue().setScale(type.getScale());
    }

    private static long seconds(TimestampColumnVector time, int at) {
        return Math.floorDiv(time.time[at], MILLIS_PER_SECOND);
    }

    private static byte[] bytes(BytesColumnVector column, int at) {
        return Arrays.copyOfRange(column.vector[at], column.start[at], column.start[at] + column.length[at]);
    }

    private static String text(BytesColumnVector column, int at) {
        return new String(column.vector[at], column.start[at], column.length[at], StandardCharsets.UTF_8);
    }
}
