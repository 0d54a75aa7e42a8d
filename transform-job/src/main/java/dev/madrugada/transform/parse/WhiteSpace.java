package dev.madrugada.transform.parse;

/**
 * White space as defined by Unicode's property White_Space. It includes no-break spaces and U+3000; it excludes the
 * zero-width space U+200B and the byte-order mark U+FEFF. All of its characters are in the Basic Multilingual Plane.
 *
 * @see <a href="https://www.unicode.org/Public/UCD/latest/ucd/PropList.txt">PropList.txt</a>
 */
final class WhiteSpace {
    private WhiteSpace() {}

    static boolean isWhiteSpace(char c) {
        if (c <= ' ') {
            return c == ' ' || (c >= '\t' && c <= '\r');
        }
        if (c < 0x85) {
            return false;
        }
        return c == 0x85
                || c == 0xA0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200A)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    /** The text without leading and trailing white space. */
    static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        int start = 0;
        while (start < end && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start, end);
    }

    /** The text with each run of white space replaced by one blank. */
    static String collapsed(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        boolean inSpace = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = isWhiteSpace(c);
            if (!space) {
                kept.append(c);
            } else if (!inSpace) {
                kept.append(' ');
            }
            inSpace = space;
        }
        return kept.toString();
    }
}
