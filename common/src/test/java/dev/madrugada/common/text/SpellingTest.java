package dev.madrugada.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KNOWN = List.of("on", "date", "dataset", "lateness-days");

    @Test
    void findsTheNearestWord() {
        assertThat(Spelling.nearest("datset", KNOWN)).contains("dataset");
        assertThat(Spelling.nearest("Lateness_Day", KNOWN)).contains("lateness-days");
        assertThat(Spelling.nearest("dat", KNOWN)).contains("date");
    }

    @Test
    void countsSwappedLettersAsOneEdit() {
        assertThat(Spelling.nearest("dtae", KNOWN)).contains("date");
        assertThat(Spelling.nearest("no", KNOWN)).contains("on");
        assertThat(Spelling.nearest("aetd", KNOWN)).isEmpty();
    }

    @Test
    void findsNothingIfNoNameIsClose() {
        assertThat(Spelling.nearest("in-out", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("days", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("x", List.of())).isEmpty();
    }
}
