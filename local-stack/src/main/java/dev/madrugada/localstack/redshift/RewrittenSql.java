package dev.madrugada.localstack.redshift;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A statement while it is rewritten: pieces of the original, which keep their place, and text of our own. */
final class RewrittenSql {
    private final String original;
    private final List<SqlToken> tokens;
    private final StringBuilder text = new StringBuilder();
    /** By index in the text: where the piece that begins there comes from. */
    private final NavigableMap<Integer, Piece> pieces = new TreeMap<>();

    private record Piece(int origin, int length) {}

    RewrittenSql(String original, List<SqlToken> tokens) {
        this.original = original;
        this.tokens = tokens;
    }

    /** The token with the blanks and comments before it. */
    void token(int index) {
        blanks(index);
        piece(tokens.get(index).start(), tokens.get(index).end());
    }

    /** Another text in the token's place. */
    void insteadOf(int index, String replacement) {
        blanks(index);
        int origin = tokens.get(index).start();
        pieces.put(text.length(), new Piece(origin, 0));
        text.append(replacement);
    }

    /** The blanks and comments before a token that is left out: they may hold line breaks. */
    void blanks(int index) {
        piece(index == 0 ? 0 : tokens.get(index - 1).end(), tokens.get(index).start());
    }

    /** A text that the original does not have; it belongs to what stands before it. */
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
