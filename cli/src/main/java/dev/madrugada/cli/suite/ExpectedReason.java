package dev.madrugada.cli.suite;

import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import java.util.Optional;

/**
 * A reason that a record is expected to be refused for.
 *
 * @param column a column, or the name of a check; empty for any
 * @param detail empty for any
 */
record ExpectedReason(ReasonCode code, Optional<String> column, Optional<String> detail) {
    boolean matches(Reason actual) {
        return code == actual.code()
                && column.map(name -> isAbout(name, actual)).orElse(true)
                && detail.map(actual.detail()::equals).orElse(true);
    }

    private static boolean isAbout(String name, Reason actual) {
        return actual.column() != null
                ? name.equals(actual.column())
                : actual.detail().contains("'" + name + "'");
    }

    @Override
    public String toString() {
        return code
                + column.map(name -> " " + name).orElse("")
                + detail.map(text -> ": " + text).orElse("");
    }
}
