package dev.madrugada.quality.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.Problems;
import dev.madrugada.common.quality.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleFileTest {
    @Test
    void eachRuleHasItsFirstLineAndIsJoinedIntoOneLine() {
        String unix = """
                # what must hold
                Rules = [
                    RowCount > 1, # not empty, "ever"

                    ColumnValues "a" in
                        [1, 2],
                    CustomSql "select count(*) from primary where a = ']#,'  " = 0
                ]
                """;
        String text = unix.replace("\n", "\r\n");
        assertThat(read(text))
                .containsExactly(
                        rule(3, "RowCount > 1"),
                        rule(5, "ColumnValues \"a\" in [1, 2]"),
                        rule(7, "CustomSql \"select count(*) from primary where a = ']#,'  \" = 0"));
    }

    @Test
    void aLineBreakInsideQuotesIsKept() {
        List<WrittenRule> rules = read("Rules = [\n RowCount > 0 where \"a > 1 -- note\r\n and b\",\n RowCount > 1 ]");
        assertThat(rules)
                .containsExactly(rule(2, "RowCount > 0 where \"a > 1 -- note\n and b\""), rule(4, "RowCount > 1"));
        assertThat(rules.get(0).oneLine()).isEqualTo("RowCount > 0 where \"a > 1 -- note  and b\"");
    }

    @Test
    void escapesOfQuotedTextsAreResolved() {
        List<QuotedText> texts = QuotedText.in("ColumnValues \"c\" in [\"C:\\temp\", \"a\\\"b\", \"x\\\\\", \"\\d\"]");
        assertThat(texts.stream().map(QuotedText::value)).containsExactly("c", "C:\\temp", "a\"b", "x\\", "\\d");
        assertThat(texts.stream().map(QuotedText::source)).containsExactly("c", "C:\\temp", "a\"b", "x\\\\", "\\d");
    }

    @Test
    void anEmptyListHasNoRules() {
        assertThat(read("Rules = [ ]")).isEmpty();
    }

    @Test
    void aFileThatIsNotAListIsReportedWithItsLine() {
        assertThatThrownBy(() -> read("Analyzers = [ RowCount ]"))
                .hasMessageStartingWith("InvalidContract: quality.dqdl:1: it does not start with Rules");
        assertThatThrownBy(() -> read("Rules = [\n RowCount > 1,\n IsComplete \"a\n]"))
                .hasMessageContaining("quality.dqdl:4: the list of rules does not end");
        assertThatThrownBy(() -> read("Rules = [ RowCount > 1,\n ]"))
                .hasMessageContaining("quality.dqdl:2: there is a comma without a rule next to it");
        assertThatThrownBy(() -> read("Rules = [ RowCount > 1 ]\nAnalyzers = [ ]"))
                .hasMessageContaining("something follows the list");
    }

    private static List<WrittenRule> read(String text) {
        Problems problems = new Problems();
        List<WrittenRule> rules = RuleFile.read("quality.dqdl", Verdict.Level.BLOCK, text, problems);
        problems.throwIfAny(RuleFaults.WHERE);
        return rules;
    }

    private static WrittenRule rule(int line, String text) {
        return new WrittenRule("quality.dqdl", line, Verdict.Level.BLOCK, text);
    }
}
