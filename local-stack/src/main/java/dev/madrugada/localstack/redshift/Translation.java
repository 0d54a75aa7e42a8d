package dev.madrugada.localstack.redshift;

import java.util.function.IntUnaryOperator;

/**
 * A statement as the server gets it.
 *
 * @param original as the client sent it
 * @param sql as the server gets it
 * @param origins gives for an index in {@code sql} the index in {@code original} that it comes from
 */
record Translation(String original, String sql, IntUnaryOperator origins) {
    static Translation unchanged(String sql) {
        return new Translation(sql, sql, IntUnaryOperator.identity());
    }

    /** A text that has no place in common with the client's: whatever the server says of it has no position. */
    static Translation replaced(String original, String sql) {
        return original.equals(sql) ? unchanged(sql) : new Translation(original, sql, index -> -1);
    }

    /**
     * A position in the server's text as one in the client's; both are 1-based and count code points.
     *
     * @return 0 if there is none
     */
    int originalPosition(int position) {
        if (position < 1 || position > sql.codePointCount(0, sql.length()) + 1) {
            return 0;
        }
        int origin = origins.applyAsInt(sql.offsetByCodePoints(0, position - 1));
        return origin < 0 ? 0 : original.codePointCount(0, Math.min(origin, original.length())) + 1;
    }
}
