package dev.madrugada.warehouse.redshift;

import dev.madrugada.warehouse.LimitedResult;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.ReadLimit;
import dev.madrugada.warehouse.SqlStatement;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Converts values between Java and the driver. Times are in UTC, independent of the JVM's time zone. */
final class Values {
    private static final ReadLimit NO_LIMIT = new ReadLimit(Integer.MAX_VALUE, Long.MAX_VALUE);

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Values() {}

    /** Prepares a statement and binds its parameters. The caller closes it. */
    static PreparedStatement bound(Connection connection, SqlStatement statement) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement.text());
        try {
            int index = 1;
            for (Object parameter : statement.parameters()) {
                set(prepared, index++, parameter);
            }
            return prepared;
        } catch (SQLException refused) {
            prepared.close();
            throw refused;
        }
    }

    /**
     * Binds a parameter. An instant is bound as text whose type the server infers, because the driver writes java.time
     * and java.sql values in the JVM's time zone, and java.sql values before 15 October 1582 in the Julian calendar.
     */
    private static void set(PreparedStatement prepared, int index, Object value) throws SQLException {
        if (value instanceof Instant instant) {
            prepared.setObject(index, TIMESTAMP.format(instant), Types.OTHER);
        } else {
            prepared.setObject(index, value);
        }
    }

    static QueryResult read(ResultSet rows) throws SQLException {
        return read(rows, NO_LIMIT).result();
    }

    static LimitedResult read(ResultSet rows, ReadLimit limit) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<QueryResult.Column> columns = columns(meta);
        List<List<@Nullable Object>> values = new ArrayList<>();
        ReadLimit.Excess excess = ReadLimit.Excess.NONE;
        long characters = 0;
        while (excess == ReadLimit.Excess.NONE && rows.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                String text = rows.getString(i);
                characters += text == null ? 0 : text.length();
                row.add(text == null ? null : value(text, meta.getColumnType(i), rows, i));
            }
            if (values.size() == limit.rows()) {
                excess = ReadLimit.Excess.ROWS;
            } else if (characters > limit.characters()) {
                excess = ReadLimit.Excess.CHARACTERS;
            } else {
                values.add(row);
            }
        }
        return new LimitedResult(new QueryResult(columns, values), excess);
    }

    static List<QueryResult.Column> columns(ResultSetMetaData meta) throws SQLException {
        List<QueryResult.Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new QueryResult.Column(meta.getColumnLabel(i), type(meta.getColumnType(i))));
        }
        return columns;
    }

    static QueryResult.Type type(int sqlType) {
        return switch (sqlType) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.TINYINT -> QueryResult.Type.INTEGER;
            case Types.NUMERIC, Types.DECIMAL -> QueryResult.Type.DECIMAL;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> QueryResult.Type.DOUBLE;
            case Types.BIT, Types.BOOLEAN -> QueryResult.Type.BOOLEAN;
            case Types.DATE -> QueryResult.Type.DATE;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> QueryResult.Type.TIMESTAMP;
            default -> QueryResult.Type.TEXT;
        };
    }

    private static Object value(String text, int sqlType, ResultSet rows, int index) throws SQLException {
        return switch (type(sqlType)) {
            case INTEGER -> Long.valueOf(text);
            case DECIMAL -> decimal(text);
            case DOUBLE -> sqlType == Types.REAL ? real(text) : Double.valueOf(text);
            case BOOLEAN -> rows.getBoolean(index);
            case DATE -> PrintedTime.day(text);
            case TIMESTAMP -> PrintedTime.instant(text);
            case TEXT -> text;
        };
    }

    private static Object decimal(String text) {
        return Character.isLetter(text.charAt(text.length() - 1)) ? Double.valueOf(text) : new BigDecimal(text);
    }

    /** The server may write more digits than a 4-byte float has, such as 0.100000001. */
    private static Double real(String text) {
        return Double.valueOf(Float.toString(Float.parseFloat(text)));
    }
}
