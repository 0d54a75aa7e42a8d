package dev.madrugada.cli.quarantine;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts a payload's bytes to text. */
final class PayloadText {
    private PayloadText() {}

    /** The text; empty if the bytes are not valid UTF-8. A null payload gives an empty text. */
    static Optional<String> of(byte @Nullable [] payload) {
        try {
            return Optional.of(
                    payload == null
                            ? ""
                            : StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(payload))
                                    .toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    /** The text on one line for a terminal: control characters are replaced by escapes. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
