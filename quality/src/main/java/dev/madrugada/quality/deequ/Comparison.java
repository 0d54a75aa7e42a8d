package dev.madrugada.quality.deequ;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * A rule's condition: an operator and the literal values of the rule, without rounding. At most one of the lists
 * {@code numbers}, {@code texts} and {@code days} has values.
 */
record Comparison(
        Operator operator, List<BigDecimal> numbers, List<String> texts, List<LocalDate> days, Set<Keyword> keywords) {
    /** DQDL's operators, named as its parser names them. */
    enum Operator {
        EQUALS,
        NOT_EQUALS,
        IN,
        NOT_IN,
        GREATER_THAN,
        GREATER_THAN_EQUAL_TO,
        LESS_THAN,
        LESS_THAN_EQUAL_TO,
        BETWEEN,
        NOT_BETWEEN,
        MATCHES,
        NOT_MATCHES;

        /** Whether this is {@code !=} or {@code not in}; a value that cannot be compared, such as a NaN, meets them. */
        boolean isInequality() {
            return this == NOT_EQUALS || this == NOT_IN;
        }
    }

    /** DQDL's keywords for values that have no literal. */
    enum Keyword {
        NULL,
        EMPTY,
        WHITESPACES_ONLY
    }

    Comparison {
        numbers = List.copyOf(numbers);
        texts = List.copyOf(texts);
        days = List.copyOf(days);
        keywords = Set.copyOf(keywords);
    }

    static Comparison ofNumbers(Operator operator, List<BigDecimal> numbers, Set<Keyword> keywords) {
        return new Comparison(operator, numbers, List.of(), List.of(), keywords);
    }

    static Comparison ofTexts(Operator operator, List<String> texts, Set<Keyword> keywords) {
        return new Comparison(operator, List.of(), texts, List.of(), keywords);
    }

    static Comparison ofDays(Operator operator, List<LocalDate> days, Set<Keyword> keywords) {
        return new Comparison(operator, List.of(), List.of(), days, keywords);
    }

    /** Whether a null meets the condition: if {@code =} or {@code in} names NULL, or {@code !=} or {@code not in} does not. */
    boolean takesNull() {
        boolean named = keywords.contains(Keyword.NULL);
        return switch (operator) {
            case EQUALS, IN -> named;
            case NOT_EQUALS, NOT_IN -> !named;
            default -> false;
        };
    }

    /** Whether a measured figure meets the condition. */
    boolean accepts(Figure figure) {
        return switch (operator) {
            case EQUALS, IN -> any(figure, order -> order == 0);
            case NOT_EQUALS, NOT_IN -> !any(figure, order -> order == 0);
            case GREATER_THAN -> is(figure, 0, order -> order > 0);
            case GREATER_THAN_EQUAL_TO -> is(figure, 0, order -> order >= 0);
            case LESS_THAN -> is(figure, 0, order -> order < 0);
            case LESS_THAN_EQUAL_TO -> is(figure, 0, order -> order <= 0);
            case BETWEEN -> is(figure, 0, order -> order > 0) && is(figure, 1, order -> order < 0);
            case NOT_BETWEEN -> is(figure, 0, order -> order <= 0) || is(figure, 1, order -> order >= 0);
            case MATCHES, NOT_MATCHES -> throw new IllegalStateException("a figure has no pattern");
        };
    }

    private boolean any(Figure figure, IntPredicate wanted) {
        for (int at = 0; at < numbers.size(); at++) {
            if (is(figure, at, wanted)) {
                return true;
            }
        }
        return false;
    }

    private boolean is(Figure figure, int at, IntPredicate wanted) {
        OptionalInt order = figure.compareTo(numbers.get(at));
        return order.isPresent() && wanted.test(order.getAsInt());
    }
}
