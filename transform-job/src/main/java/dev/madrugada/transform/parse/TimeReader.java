package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.ValueRules.TimeForm;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads {@code timestamp} and {@code date} columns: the first of the column's forms that fits a value counts. Numbers
 * are read by the epoch forms, texts by the other forms, and by the epoch forms too where the column accepts texts.
 */
final class TimeReader extends ValueReader {
    /** Whether epochs are read in texts too. */
    enum EpochTexts {
        READ,
        REFUSED
    }

    private final boolean isDate;
    private final TimeFormat[] texts;
    private final TimeFormat[] numbers;
    private final String unreadText;

    TimeReader(ColumnType type, List<TimeForm> forms, EpochTexts epochTexts) {
        super(type);
        this.isDate = type.kind() == ColumnType.Kind.DATE;
        List<TimeForm> ofTexts = forms.stream()
                .filter(form -> epochTexts == EpochTexts.READ || !form.isEpoch())
                .toList();
        this.texts = ofTexts.stream().map(TimeFormat::of).toArray(TimeFormat[]::new);
        this.numbers =
                forms.stream().filter(TimeForm::isEpoch).map(TimeFormat::of).toArray(TimeFormat[]::new);
        this.unreadText = unreadText(ofTexts);
    }

    private String unreadText(List<TimeForm> forms) {
        if (forms.isEmpty()) {
            return "a text";
        }
        if (forms.size() == 1 && forms.get(0).kind() == TimeForm.Kind.ISO) {
            return isDate
                    ? "a text that is not an ISO-8601 date"
                    : "a text that is not an ISO-8601 timestamp with Z or an offset";
        }
        return forms.stream()
                .map(TimeReader::displayName)
                .collect(Collectors.joining("', '", "a text in none of the formats '", "'"));
    }

    private static String displayName(TimeForm form) {
        return form.kind() == TimeForm.Kind.PATTERN
                ? form.pattern()
                : form.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    ParsedValue text(String text) {
        long failure = TimeFormat.NONE;
        for (TimeFormat format : texts) {
            long time = isDate ? format.day(text) : format.micros(text);
            if (TimeFormat.isValid(time)) {
                return valid(time);
            }
            failure = Math.max(failure, time);
        }
        return invalid(failure, unreadText);
    }

    @Override
    ParsedValue integer(long number) {
        long failure = TimeFormat.NONE;
        for (TimeFormat format : numbers) {
            long micros = format.micros(number);
            long time = isDate ? format.dayOf(micros) : micros;
            if (TimeFormat.isValid(time)) {
                return valid(time);
            }
            failure = Math.max(failure, time);
        }
        return invalid(failure, "a number");
    }

    @Override
    ParsedValue number(String literal) {
        long failure = TimeFormat.NONE;
        for (TimeFormat format : numbers) {
            long micros = format.microsOfLiteral(literal);
            long time = isDate ? format.dayOf(micros) : micros;
            if (TimeFormat.isValid(time)) {
                return valid(time);
            }
            failure = Math.max(failure, time);
        }
        return invalid(failure, "a number");
    }

    private ParsedValue valid(long time) {
        return isDate ? ParsedValue.of((int) time) : ParsedValue.of(time);
    }

    private ParsedValue invalid(long failure, String what) {
        if (failure == TimeFormat.BEYOND) {
            return ParsedValue.invalidValue(ReasonCode.OutOfRange, "the time is outside the years 0001 to 9999");
        }
        return mismatch(failure == TimeFormat.SKIPPED ? "a local time that its zone skips" : what);
    }
}
