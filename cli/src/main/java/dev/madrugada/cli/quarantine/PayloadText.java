package dev.madrugada.cli.quarantine;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A payload's bytes as text. */
final class PayloadText {
    private PayloadText() {}

    /** The text; empty if the bytes are no UTF-8. No payload is an empty text. */
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

    /** A text that a terminal can show on one line: what would move its cursor is written as an escape. */
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
