package dev.madrugada.transform.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitedReplacementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "a+ ; b ; caaad ; cbd",
                "(\\d+)-(?<rest>\\d+) ; ${rest}/$1 ; 1-2, 30-40 ; 2/1, 40/30",
                "x ; y ; abc ; abc",
                "^|$ ; ' ; abc ; 'abc'",
                "\\s*€ ; \\$ ; 5 € ; 5$",
                "[aeiou] ; `` ; education ; dctn",
            })
    void everyMatchIsReplacedAsMatcherDoes(String pattern, String with, String text, String expected)
            throws UnusableExpressionException, ExpressionFailedException {
        assertThat(LimitedReplacement.of(pattern, with).in(text))
                .isEqualTo(text.replaceAll(pattern, with))
                .isEqualTo(expected);
    }

    @Test
    void aTextWithoutMatchesIsTheSameInstance() throws UnusableExpressionException, ExpressionFailedException {
        String text = "abc".repeat(2);
        assertThat(LimitedReplacement.of("x", "y").in(text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(a+)+$ ; x ; a ; 10000 ; TooManySteps",
                "\\s+USD$ ; x ; _ ; 100000 ; TooManySteps",
                "(a|b)*c ; x ; a ; 500000 ; StackOverflowError",
                "a ; xxxxxxxxxxxxxxxx ; a ; 500000 ; ResultTooLarge",
                "a+ ; $0$0$0$0 ; a ; 500000 ; ResultTooLarge",
            })
    void aHostileTextExceedsALimit(String pattern, String with, String letter, int count, String kind)
            throws UnusableExpressionException {
        LimitedReplacement replacement = LimitedReplacement.of(pattern, with);
        String text = letter.replace('_', ' ').repeat(count) + "b";
        assertThatThrownBy(() -> replacement.in(text))
                .isInstanceOfSatisfying(
                        ExpressionFailedException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(a ; x ; is not a regular expression",
                "a ; $1 ; has no group that '$1' refers to",
                "a ; ${name} ; has no group",
                "x{5000} ; x ; exceeds the limit PatternTooComplex",
            })
    void anUnusableReplacementIsRefused(String pattern, String with, String problem) {
        assertThatThrownBy(() -> LimitedReplacement.of(pattern, with))
                .isInstanceOf(UnusableExpressionException.class)
                .hasMessageContaining(problem);
    }
}
