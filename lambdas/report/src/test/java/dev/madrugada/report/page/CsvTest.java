package dev.madrugada.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.Cell;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void quotesFieldsAndEndsEveryLine() {
        Answer answer = new Answer(
                List.of("a", "b,c"),
                List.of(
                        List.of(Cell.of("say \"hi\""), Cell.of("two\nlines")),
                        List.of(Cell.of("é"), Cell.of(-1.5)),
                        List.of(Cell.NULL, Cell.of(""))));
        assertThat(csv(answer)).isEqualTo("a,\"b,c\"\r\n\"say \"\"hi\"\"\",\"two\nlines\"\r\né,-1.5\r\n,\"\"\r\n");
    }

    @Test
    void writesTheHeaderOfAnEmptyResult() {
        assertThat(csv(new Answer(List.of("a"), List.of()))).isEqualTo("a\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)"})
    void prefixesTextThatLooksLikeAFormula(String text) {
        assertThat(csv(new Answer(List.of(text), List.of(List.of(Cell.of(text))))))
                .isEqualTo("'" + text + "\r\n'" + text + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1+1"})
    void prefixesAndQuotesTextAfterALineBreakOrTab(String text) {
        assertThat(csv(new Answer(List.of("a"), List.of(List.of(Cell.of(text))))))
                .isEqualTo("a\r\n\"'" + text + "\"\r\n");
    }

    @Test
    void quotesASemicolon() {
        assertThat(csv(new Answer(List.of("a"), List.of(List.of(Cell.of("x;=1+1"))))))
                .isEqualTo("a\r\n\"x;=1+1\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"=1+1", "'=1+1", " =1+1", "1-1", "a=b"})
    void keepsOtherText(String text) {
        assertThat(Csv.text(Cell.of(text))).isEqualTo(text);
    }

    @Test
    void keepsNegativeNumbers() {
        assertThat(csv(new Answer(List.of("a"), List.of(List.of(Cell.of(-7L))))))
                .isEqualTo("a\r\n-7\r\n");
    }

    private static String csv(Answer answer) {
        return new String(Csv.of(answer), StandardCharsets.UTF_8);
    }
}
