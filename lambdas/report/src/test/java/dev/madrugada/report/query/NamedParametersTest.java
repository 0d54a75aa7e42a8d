package dev.madrugada.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.TerminalException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedParametersTest {
    private static final LocalDate DAY = LocalDate.of(2001, 1, 1);

    @Test
    void replacesEachParameterByADateLiteral() {
        assertThat(bind("select :date - 7, x from t where d=:date and e between :date and (:date)")
                        .sql())
                .isEqualTo("select (DATE '2001-01-01') - 7, x from t where d=(DATE '2001-01-01')"
                        + " and e between (DATE '2001-01-01') and ((DATE '2001-01-01'))");
    }

    /** Without the parentheses both quotes would become one literal. */
    @Test
    void separatesTheLiteralFromAFollowingQuote() {
        assertThat(bind("select :date'x'").sql()).isEqualTo("select (DATE '2001-01-01')'x'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 -- :date is the day, isn't it?",
                "select /* :date /* ? :nested */ :still */ 1",
                "select ':date', 'it''s :date?'",
                "select \":date\" from \"a?\"",
                "select '1'::int, x::date from t",
                "select $$:date ?$$, $tag$ :date $$ ? $tag$",
                "select price$x:: varchar from t",
                "select a[1:2], 'é:date'",
                "select $1x"
            })
    void keepsTextThatIsNotAParameter(String sql) {
        assertThat(bind(sql).sql()).isEqualTo(sql);
    }

    @Test
    void keepsTheCastOfAParameter() {
        assertThat(bind("select :date::timestamp").sql()).isEqualTo("select (DATE '2001-01-01')::timestamp");
    }

    @Test
    void acceptsACommentAfterTheSemicolon() {
        assertThat(bind("select 1; -- done\n").sql()).isEqualTo("select 1 -- done\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "select :dat | report.sql:1: unknown parameter :dat | did you mean :date?",
                "select :other | unknown parameter :other | the known parameters are :date",
                "select ? | a question mark | write :date",
                "select 'a | a quote is not closed | end it with '",
                "select \"a | a quote is not closed | end it with \"",
                "select /* a | a comment is not closed | */",
                "select $x$ a $y$ | a dollar quote is not closed | $x$",
                "select 1; delete from t | a second statement | keep one query",
                "select 'a\\' , :date | a backslash precedes a quote | chr(92)",
                "delete from t where d = :date | the statement is not a query | SELECT or WITH",
                "explain select 1 | the statement is not a query | SELECT or WITH",
                "'select' | the statement is not a query | SELECT or WITH",
                "select a into b from t | INTO creates a table | create tables elsewhere",
                "with a as (select 1) insert into t select 1 | INTO creates a table | create tables elsewhere",
                "() | the statement is not a query | SELECT or WITH",
                "-- nothing | the file has no statement | write the query",
                "; | the file has no statement | write the query",
            })
    void rejectsInvalidQueriesWithAFix(String sql, String what, String fix) {
        assertThatThrownBy(() -> bind(sql))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("InvalidContract: report.sql:1: ")
                .hasMessageContaining(what)
                .hasMessageContaining(fix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(select 1)",
                "/* first */ with a as (select 1) select * from a",
                "SELECT 1 as into",
                "select \"into\", 'into' from t -- into",
                "((select 1) union (select 2))"
            })
    void acceptsQueries(String sql) {
        assertThat(bind(sql).sql()).isEqualTo(sql);
    }

    @Test
    void mapsPositionsToLines() {
        BoundQuery bound = bind("-- \uD83D\uDE00 :date\nselect :date,\n  nothing\nfrom t");
        int place = bound.sql().codePointCount(0, bound.sql().indexOf("nothing")) + 1;
        assertThat(bound.at(place)).isEqualTo("report.sql:3");
        assertThat(bound.at(place - 3)).isEqualTo("report.sql:2");
        assertThat(bound.at(0)).isEqualTo("report.sql");
        assertThat(bound.at(9_999)).isEqualTo("report.sql");
        assertThat(bound.at("nothing")).isEqualTo("report.sql:3");
        assertThat(bound.at("t")).describedAs("on several lines").isEqualTo("report.sql");
        assertThat(bound.at("elsewhere")).isEqualTo("report.sql");
        assertThat(bound.explained().at(place + 8)).isEqualTo("report.sql:3");
    }

    @Test
    void reportsTheLineOfAProblem() {
        assertThatThrownBy(() -> bind("-- one\nselect\n  :tomorrow")).hasMessageContaining("report.sql:3: ");
    }

    private static BoundQuery bind(String sql) {
        return NamedParameters.bind("report.sql", sql, Map.of("date", DAY));
    }
}
