package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;

/** Reads {@code varchar(n)} columns: texts of at most n bytes of UTF-8, the unit of Redshift's varchar length. */
final class TextReader extends ValueReader {
    private final int length;

    TextReader(ColumnType type) {
        super(type);
        this.length = type.length();
    }

    @Override
    ParsedValue text(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return ParsedValue.invalidValue(
                        ReasonCode.InvalidText, "a text with NUL, which varchar(" + length + ") cannot store");
            }
            if (c < 0x80) {
                bytes += 1;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (isPair(text, i)) {
                bytes += 4;
                i++;
            } else {
                return ParsedValue.invalidValue(
                        ReasonCode.InvalidText,
                        "a text with an unpaired surrogate, which varchar(" + length + ") cannot store");
            }
        }
        return bytes <= length
                ? ParsedValue.of(text)
                : ParsedValue.invalidValue(
                        ReasonCode.TooLong, bytes + " bytes of UTF-8 do not fit into varchar(" + length + ")");
    }

    private static boolean isPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
