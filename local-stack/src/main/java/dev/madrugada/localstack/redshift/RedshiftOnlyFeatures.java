package dev.madrugada.localstack.redshift;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redshift's functions and keywords that the local PostgreSQL lacks. An error message names the missing feature, so
 * that nobody takes a valid Redshift query for an invalid one.
 */
final class RedshiftOnlyFeatures {
    private static final String UNKNOWN_FUNCTION = "42883";
    private static final String SYNTAX = "42601";
    private static final String NOT_HERE = "0A000";
    private static final String UNKNOWN_TABLE = "42P01";
    private static final String WRONG_TYPE = "42809";

    /** What PostgreSQL says of {@code place.city} if no table is named place. */
    private static final Pattern MISSING_TABLE = Pattern.compile("missing FROM-clause entry for table \"([^\"]+)\"");

    /** What PostgreSQL says of {@code from orders o, o.items as i}. */
    private static final Pattern MISSING_RELATION = Pattern.compile("relation \"([^\"]+\\.[^\"]+)\" does not exist");

    /** What PostgreSQL says of {@code items[0].sku}. */
    private static final Pattern FIELD = Pattern.compile("column notation \\.(.+) applied to type \\S+, which is not");

    private static final Set<String> FUNCTIONS = words("""
            listagg array array_concat array_flatten boolor_agg bpcharcmp bttext_pattern_cmp
            checksum collate convert_timezone crc32 date_cmp_timestamp date_cmp_timestamptz dateadd
            datediff dexp difference dlog1 dlog10 explain_model farmfingerprint64 fnv_hash from_hex
            from_varbyte func_sha1 h3_fromlonglat h3_frompoint hll hll_cardinality hll_combine
            hll_create_sketch interval_cmp is_decimal is_float is_integer is_valid_json_array median
            murmur3_32_hash nvl2 object object_transform octetindex percentile_cont percentile_disc
            sha sha1 soundex split_to_array st_astext st_contains st_distance st_distancesphere
            st_geomfromtext st_makepoint st_point st_x st_y subarray text_to_int_alt
            text_to_numeric_alt timestamp_cmp_date timestamp_cmp_timestamptz timestamptz_cmp
            timestamptz_cmp_date timestamptz_cmp_timestamp to_hex to_varbyte trunc url_decode
            url_encode
            """);

    private static final Set<String> KEYWORDS = words("""
            approximate connect distkey diststyle encode ignore listagg nvarchar pivot qualify
            ratio_to_report respect sortkey top unload unpivot
            """);

    private RedshiftOnlyFeatures() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    /**
     * The text to append to the server's error message; empty if the error is not about such a feature.
     *
     * @param state the SQLState of the error
     * @param message the server's error message
     * @param sql the client's statement
     */
    static Optional<String> hint(String state, String message, String sql) {
        if (state.equals(UNKNOWN_FUNCTION)) {
            return FUNCTIONS.stream()
                    .filter(name -> message.toLowerCase(Locale.ROOT).matches("(?s)function " + name + "\\(.*"))
                    .findFirst()
                    .map(name -> text("the function " + name, "such arguments"));
        }
        if (state.equals(UNKNOWN_TABLE)) {
            return navigation(message);
        }
        Matcher field = FIELD.matcher(message);
        if (state.equals(WRONG_TYPE) && field.find()) {
            return Optional.of(" (" + field("VALUE", field.group(1)) + ")");
        }
        if (state.equals(SYNTAX) || state.equals(NOT_HERE)) {
            return SqlToken.of(sql).stream()
                    .filter(token -> token.kind() == SqlToken.Kind.WORD)
                    .map(token -> token.text().toLowerCase(Locale.ROOT))
                    .filter(KEYWORDS::contains)
                    .findFirst()
                    .map(word -> text(word.toUpperCase(Locale.ROOT), "this use of it"));
        }
        return Optional.empty();
    }

    /** Fields and elements of a SUPER column look like tables to PostgreSQL. */
    private static Optional<String> navigation(String message) {
        Matcher table = MISSING_TABLE.matcher(message);
        if (table.find()) {
            return Optional.of(
                    " (if " + table.group(1) + " is a SUPER column: " + field(table.group(1), "field") + ")");
        }
        Matcher relation = MISSING_RELATION.matcher(message);
        return relation.find()
                ? Optional.of(
                        " (if " + relation.group(1) + " is a SUPER column of a table in FROM: Redshift makes a row"
                                + " of each element; the local database does not: this query runs on Redshift only)")
                : Optional.empty();
    }

    private static String field(String value, String name) {
        return "Redshift reads a field of a SUPER value as " + value + "." + name + "; the local database does not:"
                + " write json_extract_path_text(json_serialize(" + value + "), '" + name + "'), which both support";
    }

    private static String text(String what, String how) {
        return " (Redshift supports " + what + "; the local database does not, or not with " + how
                + ": this query runs on Redshift only)";
    }
}
