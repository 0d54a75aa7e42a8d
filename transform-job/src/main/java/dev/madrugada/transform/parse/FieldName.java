package dev.madrugada.transform.parse;

/** A field's name as messages show it: a payload may call its fields anything. */
final class FieldName {
    private static final int LONGEST = 64;

    private FieldName() {}

    /** The name, cut to 64 characters; characters that are not seen or change how others are seen are escaped. */
    static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < name.length(); ) {
            int c = name.codePointAt(at);
            String next = isShown(c) ? Character.toString(c) : escaped(c);
            if (shown.length() + next.length() > LONGEST) {
                return shown + "…";
            }
            shown.append(next);
            at += Character.charCount(c);
        }
        return shown.toString();
    }

    private static boolean isShown(int c) {
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
