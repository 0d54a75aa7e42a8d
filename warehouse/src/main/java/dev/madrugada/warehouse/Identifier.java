package dev.madrugada.warehouse;

import java.util.regex.Pattern;

/**
 * A name in the warehouse. Its text form is quoted, so that a column may be called {@code order}; only lower-case
 * plain names are allowed, because Redshift folds quoted names to lower case too (enable_case_sensitive_identifier is
 * off by default) and PostgreSQL does not.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_names.html">names and identifiers</a>
 */
public record Identifier(String name) {
    /** Redshift allows 127 bytes, PostgreSQL 63 and cuts the rest silently. */
    private static final Pattern FORM = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public Identifier {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is no name for the warehouse: lower-case letters, digits and '_', at most 63 characters");
        }
    }

    @Override
    public String toString() {
        return '"' + name + '"';
    }
}
