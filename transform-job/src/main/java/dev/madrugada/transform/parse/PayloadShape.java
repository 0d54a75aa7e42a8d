package dev.madrugada.transform.parse;

import java.nio.charset.StandardCharsets;

/** Guesses the format of a payload that is not JSON from its first bytes. It is a hint for people; no code uses it. */
final class PayloadShape {
    private static final int SAMPLE_BYTES = 256;

    private PayloadShape() {}

    /** A hint to append to a message, such as {@code "; it looks like CSV"}; empty if the format is unknown. */
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
        String text = new String(payload, 0, Math.min(payload.length, SAMPLE_BYTES), StandardCharsets.UTF_8).strip();
        if (text.startsWith("<")) {
            return "XML";
        }
        return isSeparated(text) ? "CSV" : "";
    }

    /** Whether the text does not start like JSON and its first line contains a separator. */
    private static boolean isSeparated(String text) {
        if (text.isEmpty() || text.charAt(0) == '{' || text.charAt(0) == '[') {
            return false;
        }
        String first = text.lines().findFirst().orElse("");
        return first.chars().anyMatch(c -> c == ',' || c == ';' || c == '\t' || c == '|')
                && first.chars().noneMatch(c -> c == '\uFFFD' || (Character.isISOControl(c) && c != '\t'));
    }

    private static boolean hasNulEverySecondByte(byte[] payload) {
        int pairs = Math.min(payload.length, SAMPLE_BYTES) / 2;
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
