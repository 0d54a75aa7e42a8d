package dev.madrugada.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazon.redshift.jdbc.Driver;
import com.amazon.redshift.util.RedshiftException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests Redshift SQL that PostgreSQL lacks, through the Redshift JDBC driver. */
@ExtendWith(SharedStack.class)
class RedshiftSqlTest {
    private static final String ROWS =
            "(select 1 as id, 'a' as name, null::int as n union all select 2, 'b', 5 union all select 3, 'a', 7"
                    + " union all select 4, 'c', 8) as t";

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '#',
            value = {
                "dateadd(day, 1, date '2001-01-31') => 2001-02-01 00:00:00",
                "DATEADD ( month , -1 , timestamp '2001-03-31 01:02:03' ) => 2001-02-28 01:02:03",
                "dateadd('qtr', 1, date '2001-01-31')::date => 2001-04-30",
                "dateadd(w, 1, '2001-01-31') => 2001-02-07 00:00:00",
                "dateadd(yr, 1, date '2000-02-29')::date => 2001-02-28",
                "dateadd(ms, 1500, timestamp '2001-01-01') => 2001-01-01 00:00:01.5",
                "date_add('hour', 1, timestamp '2001-01-01') => 2001-01-01 01:00:00",
                "datediff(day, timestamp '2001-01-01 23:59:59', timestamp '2001-01-02') => 1",
                "datediff(year, date '2000-12-31', date '2001-01-01') => 1",
                "datediff(month, date '2001-01-01', date '2001-01-31') => 0",
                "datediff(qtr, date '2001-01-01', date '2000-12-31') => -1",
                "datediff(week, date '2001-01-06', date '2001-01-07') => 1",
                "datediff(hour, timestamp '2001-01-01 00:59:59', timestamp '2001-01-01 01:00:00') => 1",
                "datediff(m, timestamp '2001-01-01 00:00:59.9', timestamp '2001-01-01 00:01:00') => 1",
                "datediff(seconds, '2001-01-01 00:00:00.9', '2001-01-01 00:00:01') => 1",
                "datediff(hours, time '01:59', time '03:00') => 2",
                "date_diff('day', date '2001-01-01', timestamp '2001-01-03 05:00:00') => 2",
                "add_months(date '2001-02-28', 1)::date => 2001-03-31",
                "add_months('2001-01-31', 1)::date => 2001-02-28",
                "add_months(timestamp '2001-01-15 04:00:00', -2) => 2000-11-15 04:00:00",
                "months_between(date '2001-03-31', date '2001-02-28') => 1.0",
                "months_between('2001-01-16', '2001-01-01')::numeric(5,4) => 0.4839",
                "last_day(date '2000-02-01') => 2000-02-29",
                "next_day(date '2001-01-01', 'Monday') => 2001-01-08",
                "next_day('2001-01-01', 'tu') => 2001-01-02",
                "trunc(timestamp '2001-01-01 12:00:00') => 2001-01-01",
                "trunc(1.79, 1) => 1.7",
                "sysdate > timestamp '2001-01-01' and getdate() <= sysdate => t",
                "date_part(dow, date '2001-01-01') => 1.0",
                "date_part('dayofyear', timestamp '2001-02-01') => 32.0",
                "date_part(w, date '2001-01-01') => 1.0",
                "extract(weekday from date '2001-01-01') => 1",
                "extract(year from date '2001-01-01') => 2001",
                "to_date('20010102', 'YYYYMMDD', true) => 2001-01-02",
                "convert_timezone('America/New_York', timestamp '2001-01-01 12:00:00') => 2001-01-01 07:00:00",
                "convert_timezone('CET', 'UTC', '2001-01-01 12:00:00') => 2001-01-01 11:00:00",
                "nvl(null, nvl(null::int, 3)) => 3",
                "isnull(null, 'x') => x",
                "nvl2(1, 'yes', 'no') || nvl2(null::int, 'yes', 'no') => yesno",
                "decode(2, 1, 'one', 2, 'two', 'many') => two",
                "decode(null::int, null, 'nothing', 1, 'one') => nothing",
                "decode(7, 1, 'one') => null",
                "decode(decode(1, 1, 2), 2, decode('a', 'a', 'in', 'out'), 'none') => in",
                "len('four') + charindex('u', 'four') => 7",
                "'a' || concat('b', null) => null",
                "concat('a', 1::varchar) => a1",
                "regexp_substr('a1b22', '[0-9]+') || regexp_substr('a1b22', '[0-9]+', 1, 2) => 122",
                "regexp_substr('abc', '[0-9]') = '' => t",
                "json_serialize(json_parse('{\"b\": [1.10, {}], \"a\" : \"x y\"}')) => {\"a\":\"x y\",\"b\":[1.10,{}]}",
                "json_parse(null) is null => t",
                "json_typeof(json_parse('[1]')) || json_typeof(json_parse('null')) => arraynull",
                "is_array(json_parse('[]')) and is_object(json_parse('{}')) and is_scalar(json_parse('1')) => t",
                "is_varchar(json_parse('\"a\"')) and is_boolean(json_parse('true')) => t",
                "is_array(null::super) or is_scalar(json_parse('{}')) => f",
                "get_array_length(json_parse('[1, null]')) => 2",
                "get_array_length(json_parse('{}')) => null",
                "regexp_count('a1b22', '[0-9]') => 3",
                "regexp_instr('a1b22', '[0-9]+', 1, 2) => 4",
                "regexp_instr('abc', '[0-9]') => 0",
                "regexp_replace('a1b22', '[0-9]', '#') => a#b##",
                "strtol('ff', 16) + strtol('-11', 2) => 252",
                "json_extract_path_text('{\"a\": {\"b\": \"c\"}}', 'a', 'b') => c",
                "json_extract_path_text('no', 'a', true) is null => t",
                "json_array_length('[1, 2]') => 2",
                "json_extract_array_element_text('[1, 2]', 1) => 2",
                "is_valid_json('{}') and not is_valid_json('no') => t",
                "sha2('a', 256) => ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
                "convert(integer, '7') + 1 => 8",
                "cast('abc' as varchar(max)) => abc",
                "'dateadd(day, 1, sysdate)' => dateadd(day, 1, sysdate)",
                "(select max(\"sysdate\") from (select 'x' as \"sysdate\") as s) => x",
            })
    void evaluatesExpressions(String expression, String value, LocalStackEndpoints stack) throws SQLException {
        assertThat(rows(stack, "select " + expression)).containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '#',
            value = {
                "select median(n) from T => 7",
                "select median(id) from T => 2.5",
                "select name, median(id::double precision) over (partition by name) as m from T order by 1 limit 1 => a;2.0",
                "select any_value(n) from T where n = 5 => 5",
                "select listagg(name, ',') within group (order by id desc) from T => c,a,b,a",
                "select listagg(distinct name, '-') within group (order by name) from T => a-b-c",
                "select listagg(id) within group(order by id) from T => 1234",
                "select name, listagg(id, ',') within group (order by id) from T group by name order by 1 limit 1 => a;1,3",
                "select json_serialize(tags[0]) || json_extract_path_text(json_serialize(place), 'city') from (select json_parse('[\"a\"]') as tags, json_parse('{\"city\":\"x\"}') as place) as super_values => \"a\"x",
                "select approximate count(distinct name) from T => 3",
                "select top 1 name from T order by id desc => c",
                "select count(*) from (select top 2 id from T order by id) as s -- the end => 2",
                "select (ratio_to_report(n) over (partition by name))::numeric(3,2) from T where id > 1 order by id limit 1 => 1.00",
                "select (ratio_to_report(n) over ())::numeric(3,2) from T where id > 1 order by id limit 1 => 0.25",
                "select id from T minus select id from T where id > 1 => 1",
                "select decode(name, 'a', 1, 0), sum(nvl(n, 0)) from T group by decode(name, 'a', 1, 0) order by 1 limit 1 => 0;13",
            })
    void runsQueries(String query, String row, LocalStackEndpoints stack) throws SQLException {
        assertThat(rows(stack, query.replace(" T", " " + ROWS))).containsExactly(row.replace(';', '|'));
    }

    @Test
    void mapsAnErrorPositionToTheOriginalStatement(LocalStackEndpoints stack) {
        String sql = "select decode(1, null, 2, 3),\n /* \uD83D\uDE00 */ dateadd(day, 1, sysdate), nothing";
        assertThatThrownBy(() -> rows(stack, sql))
                .isInstanceOfSatisfying(
                        RedshiftException.class,
                        failed -> assertThat(failed.getServerErrorMessage().getPosition())
                                .isEqualTo(sql.codePointCount(0, sql.indexOf("nothing")) + 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "select array_flatten('{}') => Redshift supports the function array_flatten; the local database does not",
                "select 1 as a qualify row_number() over (order by 1) = 1 => Redshift supports QUALIFY; the local database does not",
                "select listagg(1, ',') within group (order by 1) over () => Redshift supports the function listagg; the local database does not",
            })
    void addsAHintForFeaturesThatOnlyRedshiftHas(String sql, String hint, LocalStackEndpoints stack) {
        assertThatThrownBy(() -> rows(stack, sql)).hasMessageContaining(hint).hasMessageContaining("on Redshift only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "select place.city from (select json_parse('{}') as place) t => if place is a SUPER column: Redshift reads a field of a SUPER value as place.field; the local database does not: write json_extract_path_text(json_serialize(place), 'field')",
                "select t.place.city from (select json_parse('{}') as place) t => if place is a SUPER column",
                "select items[0].sku from (select json_parse('[]') as items) t => write json_extract_path_text(json_serialize(VALUE), 'sku'), which both support",
                "select i from (select json_parse('[]') as items) t, t.items as i => if t.items is a SUPER column of a table in FROM",
            })
    void namesAReplacementForFieldsOfSuperColumns(String sql, String hint, LocalStackEndpoints stack) {
        assertThatThrownBy(() -> rows(stack, sql)).hasMessageContaining(hint);
    }

    @Test
    void rejectsAnUnknownDatePart(LocalStackEndpoints stack) {
        assertThatThrownBy(() -> rows(stack, "select dateadd(fortnight, 1, sysdate)"))
                .hasMessageContaining("date part \"fortnight\" is not known");
    }

    @Test
    void addsNoHintToOtherErrors(LocalStackEndpoints stack) {
        assertThatThrownBy(() -> rows(stack, "select nothing_like_it(1)"))
                .message()
                .doesNotContain("Redshift supports");
    }

    private static List<String> rows(LocalStackEndpoints stack, String sql) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", stack.redshift().user());
        login.setProperty("password", stack.redshift().password());
        List<String> rows = new ArrayList<>();
        try (Connection connection = new Driver().connect(stack.redshift().jdbcUrl(), login);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    /** Redshift rejects a repeated key; jsonb would keep the last value. White space must not hide the key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "[{\"b\":{\"a\" : 1,\"a\"\n:2}}]",
                "{\"a\" :1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}"
            })
    void rejectsARepeatedKey(String json, LocalStackEndpoints stack) {
        assertThatThrownBy(() -> rows(stack, "select json_parse('" + json + "')"))
                .hasMessageContaining("Repeated attribute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{\"a\":1}}", "{\"\\\":\":1}", "[{\"a\":1},{\"a\":1}]", "{\"a\" : \"\\\":\\\":\"}"})
    void allowsAKeyInSeveralObjects(String json, LocalStackEndpoints stack) throws SQLException {
        assertThat(rows(stack, "select json_parse('" + json + "') is not null")).containsExactly("t");
    }
}
