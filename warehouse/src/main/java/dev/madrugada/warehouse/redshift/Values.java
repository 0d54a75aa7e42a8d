package dev.madrugada.warehouse.redshift;

import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.SqlStatement;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** Values on their way to the driver and back. Times are read and written as UTC, whatever the JVM's zone is. */
final class Values {
    private Values() {}

    /** Prepares a statement and sets its parameters; the caller closes it. */
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

    private static void set(PreparedStatement prepared, int index, Object value) throws SQLException {
        if (value instanceof LocalDate day) {
            prepared.setObject(index, day.toString(), Types.DATE);
        } else if (value instanceof Instant instant) {
            prepared.setTimestamp(index, Timestamp.from(instant), utc());
        } else {
            prepared.setObject(index, value);
        }
    }

    static QueryResult read(ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<QueryResult.Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new QueryResult.Column(meta.getColumnLabel(i), type(meta.getColumnType(i))));
        }
        List<List<@Nullable Object>> values = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(value(rows, i, columns.get(i - 1).type()));
            }
            values.add(row);
        }
        return new QueryResult(columns, values);
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

    private static @Nullable Object value(ResultSet rows, int index, QueryResult.Type type) throws SQLException {
        String text = rows.getString(index);
        if (text == null) {
            return null;
        }
        return switch (type) {
            case INTEGER -> rows.getLong(index);
            case DECIMAL -> new BigDecimal(text);
            case DOUBLE -> rows.getDouble(index);
            case BOOLEAN -> rows.getBoolean(index);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> rows.getTimestamp(index, utc()).toInstant();
            case TEXT -> text;
        };
    }

    private static Calendar utc() {
        return new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    }
}
