package dev.madrugada.transform.parse;

import java.nio.charset.StandardCharsets;

/** What a payload that is no JSON looks like, judged by its first bytes. It is a hint for people and decides nothing. */
final class PayloadShape {
    private static final int LOOKED_AT = 256;

    private PayloadShape() {}

    /** The hint as the end of a sentence, such as {@code "; it looks like CSV"}; empty without a guess. */
    static String hint(byte[] payload) {
        String guess = guess(payload);
        return guess.isEmpty() ? "" : "; it looks like " + guess;
    }

    private static String guess(byte[] payload) {
        if (startsWith(payload, 0x1F, 0x8B)) {
            return "gzip";
        }
        if (startsWith(payload, 'P', 'K', 3, 4)) {
            return "a ZIP file";
        }
        if (startsWith(payload, 'O', 'b', 'j', 1)) {
            return "Avro";
        }
        if (startsWith(payload, 'P', 'A', 'R', '1')) {
            return "Parquet";
        }
        if (startsWith(payload, 0xFE, 0xFF) || startsWith(payload, 0xFF, 0xFE) || hasNulEverySecondByte(payload)) {
            return "UTF-16";
        }
        String text = new String(payload, 0, Math.min(payload.length, LOOKED_AT), StandardCharsets.UTF_8).strip();
        if (text.startsWith("<")) {
            return "XML";
        }
        return isSeparated(text) ? "CSV" : "";
    }

    /** Whether no JSON begins here and a separator stands in the first line. */
    private static boolean isSeparated(String text) {
        if (text.isEmpty() || text.charAt(0) == '{' || text.charAt(0) == '[') {
            return false;
        }
        String first = text.lines().findFirst().orElse("");
        return first.chars().anyMatch(c -> c == ',' || c == ';' || c == '\t' || c == '|')
                && first.chars().noneMatch(c -> c == '\uFFFD' || (Character.isISOControl(c) && c != '\t'));
    }

    private static boolean hasNulEverySecondByte(byte[] payload) {
        int pairs = Math.min(payload.length, LOOKED_AT) / 2;
        int high = 0;
        int low = 0;
        for (int pair = 0; pair < pairs; pair++) {
            high += payload[2 * pair] == 0 ? 1 : 0;
            low += payload[2 * pair + 1] == 0 ? 1 : 0;
        }
        return pairs > 0 && Math.max(high, low) == pairs && Math.min(high, low) == 0;
    }

    private static boolean startsWith(byte[] payload, int... magic) {
        if (payload.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((payload[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
