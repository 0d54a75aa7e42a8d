package dev.madrugada.common.contract;

import java.util.Optional;
import java.util.function.Function;

/**
 * A text of a contract with its position.
 *
 * @param value empty if the text is missing or invalid; that has been reported, so no further check reports it again
 */
record YamlText(String value, int line, String path, YamlDocument document) {
    boolean isThere() {
        return !value.isEmpty();
    }

    /** Reports that the text is invalid. */
    void problem(String why, String fix) {
        document.report(
                document.at(line).what(path + ": '" + value + "'").because(why).fix(fix));
    }

    /** Reports the text if it does not match the regular expression {@code form}. */
    YamlText matching(String form, String why, String fix) {
        if (isThere() && !value.matches(form)) {
            problem(why, fix);
        }
        return this;
    }

    /** Reports the text if it is not a valid name in the lake, the catalog and the warehouse. */
    YamlText identifier() {
        return matching(
                "[a-z][a-z0-9_]{0,62}",
                "a name is a lower-case letter and then lower-case letters, digits or '_', at most 63 characters, so"
                        + " that S3, Glue and Redshift accept it",
                "rename it");
    }

    /**
     * Parses the text.
     *
     * @param parse throws an IllegalArgumentException for an invalid text; its message is reported as the reason
     * @param placeholder the result for a text that is missing or invalid
     */
    <T> T parsed(Function<String, T> parse, T placeholder) {
        return parsedOr(parse, "correct it").orElse(placeholder);
    }

    /**
     * Parses the text; empty if it is missing or invalid.
     *
     * @param parse throws an IllegalArgumentException for an invalid text; its message is reported as the reason
     * @param fix how to correct an invalid text
     */
    <T> Optional<T> parsedOr(Function<String, T> parse, String fix) {
        if (!isThere()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(value));
        } catch (IllegalArgumentException wrong) {
            problem(String.valueOf(wrong.getMessage()), fix);
            return Optional.empty();
        }
    }
}
