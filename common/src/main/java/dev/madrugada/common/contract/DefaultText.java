package dev.madrugada.common.contract;

import dev.madrugada.common.contract.ValueRules.DecimalMark;
import dev.madrugada.common.contract.ValueRules.TimeForm;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells whether a default, which is written as a text, is a value of its column: numbers with the column's decimal mark
 * and without grouping, booleans as {@code true}, {@code false} or one of the column's words, times in one of its forms
 * or ISO 8601.
 */
final class DefaultText {
    private static final String INTEGER = "[-+]?(0|[1-9][0-9]{0,99})";
    private static final String NUMBER = INTEGER + "(\\.[0-9]{1,99})?([eE][-+]?[0-9]{1,3})?";

    private static final int DATE = 10;
    private static final String ISO_TIME =
            "T[0-2][0-9]:[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?(Z|[-+][0-9]{2}(:?[0-9]{2})?)";

    private final ColumnType type;
    private final ValueRules rules;

    DefaultText(ColumnType type, ValueRules rules) {
        this.type = type;
        this.rules = rules;
    }

    /** Why the text is not a value of the column; empty if it is one. */
    Optional<String> whyInvalid(String text) {
        boolean valid = switch (type.kind()) {
            case VARCHAR -> isText(text);
            case INTEGER, BIGINT -> isInteger(text);
            case DECIMAL, DOUBLE -> isNumber(rules.numbers() == DecimalMark.COMMA ? text.replace(',', '.') : text);
            case BOOLEAN -> isTruth(text);
            case TIMESTAMP, DATE ->
                rules.times().isEmpty() || rules.times().stream().anyMatch(form -> isTime(text, form));
            default -> true;
        };
        return valid
                ? Optional.empty()
                : Optional.of("it is not a value of " + ColumnKeys.withArticle(type) + " column");
    }

    private boolean isText(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= type.length() && text.indexOf('\0') < 0;
    }

    private boolean isInteger(String text) {
        if (!text.matches(INTEGER)) {
            return false;
        }
        int bits = type.kind() == ColumnType.Kind.INTEGER ? 31 : 63;
        return new BigInteger(text).bitLength() <= bits;
    }

    private boolean isNumber(String text) {
        if (!text.matches(NUMBER)) {
            return false;
        }
        BigDecimal number = new BigDecimal(text);
        if (type.kind() == ColumnType.Kind.DOUBLE) {
            double nearest = number.doubleValue();
            return Double.isFinite(nearest)
                    && (!text.matches(INTEGER) || new BigDecimal(nearest).compareTo(number) == 0);
        }
        BigDecimal plain = number.stripTrailingZeros();
        boolean fits = Math.max(0, plain.scale()) <= type.scale()
                && plain.precision() - plain.scale() <= type.precision() - type.scale();
        return number.signum() == 0 || fits;
    }

    private boolean isTruth(String text) {
        return text.equals("true")
                || text.equals("false")
                || (rules.words() != null
                        && (rules.words().whenTrue().contains(text)
                                || rules.words().whenFalse().contains(text)));
    }

    private boolean isTime(String text, TimeForm form) {
        if (form.isEpoch()) {
            return text.matches(NUMBER);
        }
        try {
            if (form.kind() == TimeForm.Kind.PATTERN) {
                DateTimeFormatter.ofPattern(form.pattern(), Locale.ENGLISH).parse(text);
                return true;
            }
            LocalDate.parse(text.substring(0, Math.min(DATE, text.length())));
            String time = text.substring(DATE);
            return type.kind() == ColumnType.Kind.DATE ? time.isEmpty() : time.matches(ISO_TIME);
        } catch (DateTimeException invalid) {
            return false;
        }
    }
}
