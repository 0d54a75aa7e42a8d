package dev.madrugada.localstack.redshift;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Builds a rewritten statement from pieces of the original and added text. The builder records the origin of each
 * piece, so that error positions can be mapped back.
 */
final class RewrittenSql {
    private final String original;
    private final List<SqlToken> tokens;
    private final StringBuilder text = new StringBuilder();
    /** The origin of each piece, by the index in the text at which the piece begins. */
    private final NavigableMap<Integer, Piece> pieces = new TreeMap<>();

    private record Piece(int origin, int length) {}

    RewrittenSql(String original, List<SqlToken> tokens) {
        this.original = original;
        this.tokens = tokens;
    }

    /** Copies a token and the blanks and comments before it. */
    void token(int index) {
        blanks(index);
        piece(tokens.get(index).start(), tokens.get(index).end());
    }

    /** Copies the blanks and comments before a token and writes the replacement instead of the token. */
    void insteadOf(int index, String replacement) {
        blanks(index);
        int origin = tokens.get(index).start();
        pieces.put(text.length(), new Piece(origin, 0));
        text.append(replacement);
    }

    /** Copies only the blanks and comments before a token, which may contain line breaks. The token is left out. */
    void blanks(int index) {
        piece(index == 0 ? 0 : tokens.get(index - 1).end(), tokens.get(index).start());
    }

    /** Adds text that the original does not have. The added text gets the origin of the text before it. */
    void add(String added) {
        pieces.put(text.length(), new Piece(Math.max(0, origin(text.length() - 1)), 0));
        text.append(added);
    }

    private void piece(int start, int end) {
        pieces.put(text.length(), new Piece(start, end - start));
        text.append(original, start, end);
    }

    private int origin(int index) {
        var piece = pieces.floorEntry(index);
        return piece == null
                ? 0
                : piece.getValue().origin()
                        + Math.min(
                                index - piece.getKey(),
                                Math.max(0, piece.getValue().length()));
    }

    Translation finished() {
        int end = tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).end();
        piece(end, original.length());
        return new Translation(original, text.toString(), this::origin);
    }
}
