package dev.madrugada.localstack.redshift;

import java.util.function.IntUnaryOperator;

/**
 * A translated statement.
 *
 * @param original the statement that the client sent
 * @param sql the statement that the server receives
 * @param origins maps an index in {@code sql} to the index in {@code original} from which it comes; -1 if there is none
 */
record Translation(String original, String sql, IntUnaryOperator origins) {
    static Translation unchanged(String sql) {
        return new Translation(sql, sql, IntUnaryOperator.identity());
    }

    /** A translation without a mapping of positions: errors of the server get no position. */
    static Translation replaced(String original, String sql) {
        return original.equals(sql) ? unchanged(sql) : new Translation(original, sql, index -> -1);
    }

    /**
     * Maps a position in the server's statement to the client's statement. Both positions are 1-based and count code
     * points.
     *
     * @return 0 if the position has no origin
     */
    int originalPosition(int position) {
        if (position < 1 || position > sql.codePointCount(0, sql.length()) + 1) {
            return 0;
        }
        int origin = origins.applyAsInt(sql.offsetByCodePoints(0, position - 1));
        return origin < 0 ? 0 : original.codePointCount(0, Math.min(origin, original.length())) + 1;
    }
}
