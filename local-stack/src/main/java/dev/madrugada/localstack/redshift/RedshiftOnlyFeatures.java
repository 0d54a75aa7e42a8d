package dev.madrugada.localstack.redshift;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Redshift's functions and keywords that the local PostgreSQL lacks. An error message names the missing feature, so
 * that nobody takes a valid Redshift query for an invalid one.
 */
final class RedshiftOnlyFeatures {
    private static final String UNKNOWN_FUNCTION = "42883";
    private static final String SYNTAX = "42601";
    private static final String NOT_HERE = "0A000";

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

    private static String text(String what, String how) {
        return " (Redshift supports " + what + "; the local database does not, or not with " + how
                + ": this query runs on Redshift only)";
    }
}
