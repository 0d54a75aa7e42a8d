package dev.madrugada.common.contract;

import java.util.function.Function;

/**
 * A text of a contract and where it stands.
 *
 * @param value empty if it was missing or wrong, which was then reported: nothing more should be said of it
 */
record YamlText(String value, int line, String path, YamlDocument document) {
    boolean isThere() {
        return !value.isEmpty();
    }

    /** Reports that the text is not what it should be. */
    void problem(String why, String fix) {
        document.report(
                document.at(line).what(path + ": '" + value + "'").because(why).fix(fix));
    }

    /** Reports the text unless it has the form. */
    YamlText matching(String form, String why, String fix) {
        if (isThere() && !value.matches(form)) {
            problem(why, fix);
        }
        return this;
    }

    /** Reports the text unless it can be a name in the lake, the catalog and the warehouse. */
    YamlText identifier() {
        return matching(
                "[a-z][a-z0-9_]{0,62}",
                "a name is a lower-case letter and then letters, digits or '_', 63 at most, which every edge takes",
                "rename it");
    }

    /**
     * The value behind the text.
     *
     * @param form says in an IllegalArgumentException what is wrong with a text
     * @param standIn returned for a text that is missing or wrong
     */
    <T> T parsed(Function<String, T> form, T standIn) {
        if (!isThere()) {
            return standIn;
        }
        try {
            return form.apply(value);
        } catch (IllegalArgumentException wrong) {
            problem(String.valueOf(wrong.getMessage()), "correct it");
            return standIn;
        }
    }
}
