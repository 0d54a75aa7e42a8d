package dev.madrugada.transform.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks a payload's bytes before they are parsed as JSON: empty, NUL bytes, invalid UTF-8. */
final class PayloadBytes {
    private static final Reason EMPTY = new Reason(ReasonCode.EmptyPayload, null, "the payload is empty");

    private static final int MARK_LENGTH = 3;

    private PayloadBytes() {}

    /**
     * Why the bytes cannot be JSON in UTF-8; empty if they may be. If it is empty, Jackson's detection of the encoding
     * always finds UTF-8: UTF-16 and UTF-32 contain NUL bytes or start with a byte-order mark that is not UTF-8.
     */
    static Optional<Reason> refusal(byte @Nullable [] payload) {
        if (payload == null) {
            return Optional.of(EMPTY);
        }
        boolean isBlank = true;
        boolean isAscii = true;
        // Jackson skips the byte-order mark of UTF-8.
        for (int i = startsWithMark(payload) ? MARK_LENGTH : 0; i < payload.length; i++) {
            byte b = payload[i];
            if (b == 0) {
                return Optional.of(unreadable(payload, ReasonCode.MalformedJson, "a NUL byte at byte " + i));
            }
            isAscii &= b > 0;
            isBlank &= b == ' ' || b == '\n' || b == '\r' || b == '\t';
        }
        if (isBlank) {
            return Optional.of(EMPTY);
        }
        if (isAscii) {
            return Optional.empty();
        }
        return isUtf8(payload)
                ? Optional.empty()
                : Optional.of(unreadable(payload, ReasonCode.InvalidUtf8, "the bytes are not valid UTF-8"));
    }

    /** The reason for a payload that cannot be read at all, with a hint at its likely format. */
    static Reason unreadable(byte[] payload, ReasonCode code, String what) {
        return new Reason(code, null, what + PayloadShape.hint(payload), Masked.of(payload));
    }

    private static boolean isUtf8(byte[] payload) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
            return true;
        } catch (CharacterCodingException broken) {
            return false;
        }
    }

    private static boolean startsWithMark(byte[] payload) {
        return payload.length >= MARK_LENGTH
                && payload[0] == (byte) 0xEF
                && payload[1] == (byte) 0xBB
                && payload[2] == (byte) 0xBF;
    }
}
