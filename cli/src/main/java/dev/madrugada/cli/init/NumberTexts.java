package dev.madrugada.cli.init;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Texts that are numbers.
 *
 * @param mark the mark before fractions: {@code .} or {@code ,}
 * @param isAmbiguous whether the other mark would do too and give other numbers
 */
record NumberTexts(char mark, List<BigDecimal> values, boolean isAmbiguous) {
    /** A leading zero makes a text a code, such as a postal code, and a plus often a telephone number. */
    private static final String CODE = "[+].*|-?0[0-9].*";

    private static final String GROUPS = "[  ']";

    /** The numbers of texts; empty if one of them is no number, or all look like codes. */
    static Optional<NumberTexts> of(Collection<String> texts) {
        if (texts.isEmpty() || texts.stream().anyMatch(text -> text.matches(CODE) || text.length() > 40)) {
            return Optional.empty();
        }
        List<BigDecimal> point = parsed(texts, '.', ',');
        List<BigDecimal> comma = parsed(texts, ',', '.');
        if (point.size() == texts.size()) {
            boolean isAmbiguous = comma.size() == texts.size() && !comma.equals(point);
            return Optional.of(new NumberTexts('.', point, isAmbiguous));
        }
        return comma.size() == texts.size() ? Optional.of(new NumberTexts(',', comma, false)) : Optional.empty();
    }

    private static List<BigDecimal> parsed(Collection<String> texts, char mark, char grouping) {
        String group = "(?:\\" + grouping + "|" + GROUPS + ")";
        String grammar =
                "-?(?:[0-9]+|[0-9]{1,3}(?:" + group + "[0-9]{3})+)(?:\\" + mark + "[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?";
        List<BigDecimal> numbers = new ArrayList<>();
        for (String text : texts) {
            if (text.matches(grammar)) {
                String plain = text.replaceAll(group, "").replace(mark, '.');
                numbers.add(new BigDecimal(plain));
            }
        }
        return numbers;
    }
}
