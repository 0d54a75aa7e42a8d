package dev.madrugada.transform.parse;

/** Makes the name of a payload's field safe to print: a payload may use any characters in a name. */
final class FieldName {
    private static final int MAX_LENGTH = 64;

    private FieldName() {}

    /**
     * The name, cut to 64 characters. Control, format, surrogate, private-use, unassigned and line-separator
     * characters become backslash-u escapes.
     */
    static String printable(String name) {
        StringBuilder printable = new StringBuilder();
        for (int at = 0; at < name.length(); ) {
            int c = name.codePointAt(at);
            String next = isPrintable(c) ? Character.toString(c) : escaped(c);
            if (printable.length() + next.length() > MAX_LENGTH) {
                return printable + "…";
            }
            printable.append(next);
            at += Character.charCount(c);
        }
        return printable.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String escaped(int c) {
        return c <= Character.MAX_VALUE ? String.format("\\u%04x", c) : String.format("\\u{%x}", c);
    }
}
