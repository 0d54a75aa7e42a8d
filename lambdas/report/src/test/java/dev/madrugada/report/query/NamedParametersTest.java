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
    void aParameterBecomesAQuestionMarkEachTimeItStands() {
        BoundQuery bound = bind("select :date, x from t where d=:date and e between :date and (:date)");
        assertThat(bound.sql()).isEqualTo("select ?, x from t where d=? and e between ? and (?)");
        assertThat(bound.parameters()).containsExactly(DAY, DAY, DAY, DAY);
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
    void whatOnlyLooksLikeAParameterIsLeftAlone(String sql) {
        assertThat(bind(sql).sql()).isEqualTo(sql);
        assertThat(bind(sql).parameters()).isEmpty();
    }

    @Test
    void aCastOfAParameterKeepsItsCast() {
        assertThat(bind("select :date::timestamp").sql()).isEqualTo("select ?::timestamp");
    }

    @Test
    void theLastSemicolonMayBeFollowedByAComment() {
        assertThat(bind("select 1; -- done\n").sql()).isEqualTo("select 1 -- done\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "select :dat | report.sql:1: there is no parameter :dat | did you mean :date?",
                "select :other | there is no parameter :other | known are :date",
                "select ? | a question mark | write :date",
                "select 'a | a quote is not closed | end it with '",
                "select \"a | a quote is not closed | end it with \"",
                "select /* a | a comment is not closed | */",
                "select $x$ a $y$ | a dollar quote is not closed | $x$",
                "select 1; delete from t | a second statement | keep one query",
                "select 'a\\' , :date | a backslash stands before a quote | chr(92)",
                "-- nothing | there is no statement | write the query",
                "; | there is no statement | write the query",
            })
    void whatIsWrongIsSaidWithItsFix(String sql, String what, String fix) {
        assertThatThrownBy(() -> bind(sql))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("InvalidContract: report.sql:1: ")
                .hasMessageContaining(what)
                .hasMessageContaining(fix);
    }

    @Test
    void aProblemIsNamedByItsLine() {
        assertThatThrownBy(() -> bind("-- one\nselect\n  :tomorrow")).hasMessageContaining("report.sql:3: ");
    }

    private static BoundQuery bind(String sql) {
        return NamedParameters.bind("report.sql", sql, Map.of("date", DAY));
    }
}
