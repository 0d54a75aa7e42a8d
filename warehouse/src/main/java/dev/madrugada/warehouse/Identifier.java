package dev.madrugada.warehouse;

import java.util.regex.Pattern;

/**
 * The name of a schema, table or column in the warehouse. Its text form is quoted, so that reserved words such as
 * {@code order} are valid names. Names must be lower case, because Redshift folds quoted names to lower case
 * (enable_case_sensitive_identifier is off by default) and PostgreSQL does not.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_names.html">names and identifiers</a>
 */
public record Identifier(String name) {
    /** Redshift allows 127 bytes. PostgreSQL allows 63 and truncates longer names silently. */
    private static final Pattern FORM = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public Identifier {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a valid warehouse name; use at most 63 lower-case letters, digits and '_'");
        }
    }

    @Override
    public String toString() {
        return '"' + name + '"';
    }
}
