package dev.madrugada.cli.init;

import dev.madrugada.common.contract.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Guesses the type of a field's values, which are texts, numbers and booleans.
 *
 * @param guess the type and how it is read
 * @param times first and last time; empty if the values are not times
 */
record ValueGuesses(ValueGuess guess, Optional<Times> times) {
    private static final Set<String> NO_VALUE =
            Set.of("", "-", "--", "---", "?", "n/a", "na", "n/d", "nd", "null", "none", "nan", "unknown", "missing");
    private static final List<List<String>> WORDS = List.of(
            List.of("true", "false"),
            List.of("yes", "no"),
            List.of("on", "off"),
            List.of("y", "n"),
            List.of("t", "f"),
            List.of("sí", "no"),
            List.of("si", "no"),
            List.of("s", "n"),
            List.of("ja", "nein"),
            List.of("j", "n"),
            List.of("oui", "non"));
    private static final int[] LENGTHS = {8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768};

    /** @param name the field's name, which often tells what its numbers are */
    static ValueGuesses of(SeenField field, String name) {
        Set<String> texts = field.texts().keySet();
        Set<BigDecimal> numbers = field.numbers().keySet();
        List<String> noValue =
                texts.stream().filter(ValueGuesses::isNoValue).sorted().toList();
        List<String> values = texts.stream().filter(text -> !isNoValue(text)).toList();
        if (field.booleans() > 0) {
            return ofBooleans(field, values, noValue);
        }
        if (values.isEmpty() && !numbers.isEmpty()) {
            return ofNumbers(numbers, name, noValue);
        }
        Optional<ValueGuesses> time = timeOf(values, numbers, name, noValue);
        if (time.isPresent()) {
            return time.get();
        }
        Optional<ValueGuess> words = numbers.isEmpty() ? words(values) : Optional.empty();
        if (words.isPresent()) {
            return plain(words.get().withNulls(noValue));
        }
        Optional<NumberTexts> read = NumberTexts.of(values);
        if (read.isPresent()) {
            return plain(ofNumberTexts(read.get(), numbers, name).withNulls(noValue));
        }
        return plain(text(field));
    }

    private static ValueGuesses plain(ValueGuess guess) {
        return new ValueGuesses(guess, Optional.empty());
    }

    static boolean isNoValue(String text) {
        return NO_VALUE.contains(text.toLowerCase(Locale.ROOT));
    }

    private static ValueGuesses ofBooleans(SeenField field, List<String> values, List<String> noValue) {
        if (!field.numbers().isEmpty() || !values.isEmpty()) {
            return plain(text(field));
        }
        ValueGuess guess = ValueGuess.of("boolean");
        return plain(noValue.isEmpty() ? guess : guess.with("accepts", "[text]").withNulls(noValue));
    }

    private static ValueGuesses ofNumbers(Set<BigDecimal> numbers, String name, List<String> noValue) {
        Optional<Times> times = Times.ofNumbers(numbers, name);
        ValueGuess guess = times.map(Times::guess).orElseGet(() -> NumberTypes.of(numbers, name));
        return new ValueGuesses(
                noValue.isEmpty() ? guess : guess.with("accepts", "[text]").withNulls(noValue), times);
    }

    private static Optional<ValueGuesses> timeOf(
            List<String> values, Set<BigDecimal> numbers, String name, List<String> noValue) {
        if (!numbers.isEmpty()) {
            return Optional.empty();
        }
        boolean areDigits = values.stream().allMatch(text -> text.matches("[0-9]{10,19}"));
        if (areDigits && !values.isEmpty()) {
            List<BigDecimal> read = values.stream().map(BigDecimal::new).toList();
            return Times.ofNumbers(read, name)
                    .map(times -> new ValueGuesses(
                            times.guess().with("accepts", "[text]").withNulls(noValue), Optional.of(times)));
        }
        return Times.ofTexts(values)
                .map(times -> new ValueGuesses(times.guess().withNulls(noValue), Optional.of(times)));
    }

    private static ValueGuess ofNumberTexts(NumberTexts read, Set<BigDecimal> numbers, String name) {
        List<BigDecimal> all = new ArrayList<>(read.values());
        all.addAll(numbers);
        ValueGuess guess = NumberTypes.of(all, name).with("accepts", "[text]");
        if (read.mark() == ',') {
            guess = guess.with("decimal-mark", "\",\"");
        }
        return read.isAmbiguous() ? guess.noted("the decimal mark may be a comma: no value tells") : guess;
    }

    /** Words for true and false, in every case that occurs; a single letter only if both occur. */
    private static Optional<ValueGuess> words(List<String> values) {
        if (values.isEmpty() || values.size() > 6) {
            return Optional.empty();
        }
        for (List<String> pair : WORDS) {
            List<String> whenTrue = withoutCase(values, pair.get(0));
            List<String> whenFalse = withoutCase(values, pair.get(1));
            boolean areBoth = !whenTrue.isEmpty() && !whenFalse.isEmpty();
            if (whenTrue.size() + whenFalse.size() == values.size() && areBoth) {
                return Optional.of(ValueGuess.of("boolean")
                        .with("true-values", Yaml.list(whenTrue))
                        .with("false-values", Yaml.list(whenFalse)));
            }
        }
        return Optional.empty();
    }

    private static List<String> withoutCase(List<String> values, String word) {
        return values.stream()
                .filter(value -> value.toLowerCase(Locale.ROOT).equals(word))
                .sorted()
                .toList();
    }

    private static ValueGuess text(SeenField field) {
        int longest = Stream.concat(
                        field.texts().keySet().stream(),
                        field.numbers().keySet().stream().map(BigDecimal::toString))
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(5);
        ValueGuess guess = ValueGuess.of("varchar(" + room(longest) + ")");
        Set<String> accepts = new LinkedHashSet<>();
        if (!field.numbers().isEmpty()) {
            accepts.add("number");
        }
        if (field.booleans() > 0) {
            accepts.add("boolean");
        }
        if (longest > ColumnType.LONGEST_VARCHAR) {
            guess = guess.noted("some are longer than a varchar can be, and are quarantined as TooLong");
        }
        return accepts.isEmpty() ? guess : guess.with("accepts", Yaml.list(accepts));
    }

    /** A length with room for texts twice as long. */
    private static int room(int longest) {
        for (int length : LENGTHS) {
            if (length >= 2 * longest) {
                return length;
            }
        }
        return ColumnType.LONGEST_VARCHAR;
    }

    /** The element type of arrays whose elements are of one kind; empty for others. */
    static Optional<ColumnType> elementOf(SeenField element, String name) {
        boolean areScalars = element.objects() == 0 && element.arrays() == 0 && element.scalars() > 0;
        if (!areScalars) {
            return Optional.empty();
        }
        Collection<BigDecimal> numbers = element.numbers().keySet();
        boolean areNumbers = !numbers.isEmpty() && element.texts().isEmpty() && element.booleans() == 0;
        boolean areTexts = numbers.isEmpty() && !element.texts().isEmpty() && element.booleans() == 0;
        if (areNumbers) {
            return Optional.of(NumberTypes.of(numbers, name).type());
        }
        if (areTexts) {
            return Optional.of(text(element).type());
        }
        boolean areBooleans = numbers.isEmpty() && element.texts().isEmpty();
        return areBooleans ? Optional.of(ColumnType.parse("boolean")) : Optional.empty();
    }
}
