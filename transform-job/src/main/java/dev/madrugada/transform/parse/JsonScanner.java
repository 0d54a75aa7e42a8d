package dev.madrugada.transform.parse;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tokens of JSON (RFC 8259) in bytes that are valid UTF-8. Names and texts are decoded only when they are asked
 * for, and a name can be compared without decoding it: most of a record's time is spent here. Several values may follow
 * each other. Values may be nested {@value #MAX_DEPTH} levels deep. Not thread-safe.
 */
final class JsonScanner {
    static final int MAX_DEPTH = 1000;

    private static final int FIRST_PRINTABLE = 0x20;
    /** A number of so many digits always fits into a long. */
    private static final int SAFE_DIGITS = 18;

    private static final int MARK_LENGTH = 3;

    private final boolean[] isObject = new boolean[MAX_DEPTH + 1];
    private byte[] bytes = {};
    private int at;
    private int end;
    private int depth;
    private @Nullable JsonToken token;
    private int start;
    private boolean hasEscape;
    private boolean isLong;
    private long number;
    private int nameStart;
    private int nameEnd;
    private boolean hasNameEscape;

    /** Starts to read the bytes from an offset to another; a byte-order mark at the first is skipped. */
    JsonScanner open(byte[] json, int from, int to) {
        bytes = json;
        at = startsWithMark(json, from, to) ? from + MARK_LENGTH : from;
        end = to;
        depth = 0;
        token = null;
        return this;
    }

    static boolean startsWithMark(byte[] json, int from, int to) {
        return to - from >= MARK_LENGTH
                && json[from] == (byte) 0xEF
                && json[from + 1] == (byte) 0xBB
                && json[from + 2] == (byte) 0xBF;
    }

    /**
     * Reads the next token.
     *
     * @return the token; null at the end of the bytes
     * @throws MalformedJsonException if no token that may follow comes next
     */
    @Nullable
    JsonToken next() throws MalformedJsonException {
        JsonToken before = token;
        skipSpace();
        if (depth == 0) {
            token = at == end ? null : value();
        } else if (before == JsonToken.FIELD_NAME) {
            token = value();
        } else {
            boolean isFirst = before == JsonToken.START_OBJECT || before == JsonToken.START_ARRAY;
            token = isObject[depth] ? fieldOrEnd(isFirst) : elementOrEnd(isFirst);
        }
        return token;
    }

    private JsonToken fieldOrEnd(boolean isFirst) throws MalformedJsonException {
        if (current() == '}') {
            return close(JsonToken.END_OBJECT);
        }
        if (!isFirst) {
            comma();
        }
        if (current() != '"') {
            throw malformed();
        }
        string();
        nameStart = start + 1;
        nameEnd = at - 1;
        hasNameEscape = hasEscape;
        skipSpace();
        if (current() != ':') {
            throw malformed();
        }
        at++;
        return JsonToken.FIELD_NAME;
    }

    private JsonToken elementOrEnd(boolean isFirst) throws MalformedJsonException {
        if (current() == ']') {
            return close(JsonToken.END_ARRAY);
        }
        if (!isFirst) {
            comma();
        }
        return value();
    }

    private JsonToken close(JsonToken closing) {
        start = at++;
        depth--;
        return closing;
    }

    private void comma() throws MalformedJsonException {
        if (current() != ',') {
            throw malformed();
        }
        at++;
        skipSpace();
    }

    private JsonToken value() throws MalformedJsonException {
        return switch (current()) {
            case '"' -> string();
            case '{' -> begin(JsonToken.START_OBJECT);
            case '[' -> begin(JsonToken.START_ARRAY);
            case 't' -> literal("true", JsonToken.VALUE_TRUE);
            case 'f' -> literal("false", JsonToken.VALUE_FALSE);
            case 'n' -> literal("null", JsonToken.VALUE_NULL);
            default -> number(current() == '-');
        };
    }

    private JsonToken begin(JsonToken opening) throws MalformedJsonException {
        if (depth == MAX_DEPTH) {
            throw malformed();
        }
        start = at++;
        isObject[++depth] = opening == JsonToken.START_OBJECT;
        return opening;
    }

    private JsonToken literal(String expected, JsonToken literal) throws MalformedJsonException {
        start = at;
        for (int i = 0; i < expected.length(); i++, at++) {
            if (current() != expected.charAt(i)) {
                throw malformed();
            }
        }
        if (at < end && isPartOfWord(bytes[at])) {
            throw malformed();
        }
        return literal;
    }

    private static boolean isPartOfWord(byte b) {
        return b < 0 || Character.isJavaIdentifierPart(b);
    }

    /** Reads from a quotation mark to the one that ends the text. */
    private JsonToken string() throws MalformedJsonException {
        start = at++;
        hasEscape = false;
        while (true) {
            skipPlainText();
            byte b = current();
            if (b == '"') {
                at++;
                return JsonToken.VALUE_STRING;
            }
            if (b == '\\') {
                hasEscape = true;
                escape();
            } else if (b >= 0 && b < FIRST_PRINTABLE) {
                throw malformed();
            } else {
                at++;
            }
        }
    }

    /** Skips words that contain neither a quotation mark nor a backslash nor a control character. */
    private void skipPlainText() {
        while (ByteWords.isWordBetween(at, end)) {
            long word = ByteWords.at(bytes, at);
            long control = ByteWords.hasBelow(word, FIRST_PRINTABLE);
            if ((control | ByteWords.has(word, '"') | ByteWords.has(word, '\\')) != 0) {
                return;
            }
            at += Long.BYTES;
        }
    }

    private void escape() throws MalformedJsonException {
        at++;
        switch (current()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
            case 'u' -> {
                at++;
                for (int i = 0; i < 4; i++, at++) {
                    if (Character.digit(current(), 16) < 0) {
                        throw malformed();
                    }
                }
            }
            default -> throw malformed();
        }
    }

    private JsonToken number(boolean isNegative) throws MalformedJsonException {
        start = at;
        if (isNegative) {
            at++;
        }
        int digits = at;
        long value = 0;
        while (at < end && isDigit(bytes[at])) {
            value = value * 10 + (bytes[at] - '0');
            at++;
        }
        if (at == digits || (bytes[digits] == '0' && at > digits + 1)) {
            at = at == digits ? at : digits + 1;
            throw malformed();
        }
        boolean isInteger = true;
        int integerEnd = at;
        if (at < end && bytes[at] == '.') {
            isInteger = false;
            at++;
            digits();
        }
        if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
            isInteger = false;
            at++;
            if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            digits();
        }
        if (depth == 0 && at < end && !isSpace(bytes[at])) {
            // Without a space it would not be clear where the number ends and the next value begins.
            throw malformed();
        }
        if (!isInteger) {
            return JsonToken.VALUE_NUMBER_FLOAT;
        }
        isLong = integerEnd - digits <= SAFE_DIGITS || NumberText.fitsLong(literal());
        // An overflow wraps around, and negating the wrapped value gives the smallest long too.
        number = isNegative ? -value : value;
        return JsonToken.VALUE_NUMBER_INT;
    }

    private void digits() throws MalformedJsonException {
        int first = at;
        while (at < end && isDigit(bytes[at])) {
            at++;
        }
        if (at == first) {
            throw malformed();
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private void skipSpace() {
        while (at < end && bytes[at] <= ' ' && isSpace(bytes[at])) {
            at++;
        }
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private byte current() throws MalformedJsonException {
        if (at >= end) {
            throw malformed();
        }
        return bytes[at];
    }

    private MalformedJsonException malformed() {
        return new MalformedJsonException(at);
    }

    /** The token that was read last; null before the first and at the end. */
    @Nullable
    JsonToken token() {
        return token;
    }

    /** The offset of the current token. */
    int start() {
        return start;
    }

    /** The offset after the current token. */
    int end() {
        return at;
    }

    /** Whether the current token is a number without fraction and exponent that fits into a long. */
    boolean isLong() {
        return token == JsonToken.VALUE_NUMBER_INT && isLong;
    }

    /** The current number; call it only if {@link #isLong()}. */
    long number() {
        return number;
    }

    /** The current text or name, or the current number, literal or bracket as it is written. */
    String text() {
        if (token == JsonToken.FIELD_NAME) {
            return name();
        }
        return token == JsonToken.VALUE_STRING ? decoded(start + 1, at - 1, hasEscape) : literal();
    }

    private String literal() {
        return new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    }

    /** Whether the last name is the one with these bytes. A name that is written with escapes may not be recognised. */
    boolean isName(byte[] name) {
        return !hasNameEscape && Arrays.equals(bytes, nameStart, nameEnd, name, 0, name.length);
    }

    /** The last name that was read. */
    String name() {
        return decoded(nameStart, nameEnd, hasNameEscape);
    }

    /** Skips what is inside the current object or array; then its end is the current token. */
    void skipChildren() throws MalformedJsonException {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            int outside = depth - 1;
            while (depth > outside) {
                if (next() == null) {
                    throw malformed();
                }
            }
        }
    }

    private String decoded(int from, int to, boolean isEscaped) {
        if (!isEscaped) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(to - from);
        int plain = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
                i++;
                if (bytes[i] == 'u') {
                    text.append((char) Integer.parseInt(new String(bytes, i + 1, 4, StandardCharsets.ISO_8859_1), 16));
                    i += 4;
                } else {
                    text.append(unescaped(bytes[i]));
                }
                plain = i + 1;
            }
        }
        return text.append(new String(bytes, plain, to - plain, StandardCharsets.UTF_8))
                .toString();
    }

    private static char unescaped(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) escape;
        };
    }
}
