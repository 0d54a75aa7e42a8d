package dev.madrugada.transform.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be said of a payload before it is read as JSON. */
final class PayloadBytes {
    private static final Reason EMPTY = new Reason(ReasonCode.EmptyPayload, null, "the payload holds nothing");

    private static final int MARK_LENGTH = 3;

    private PayloadBytes() {}

    /**
     * Why the bytes cannot be JSON in UTF-8. Once this finds nothing, Jackson's guessing of encodings cannot
     * go wrong: UTF-16 and UTF-32 show by NUL bytes or by byte order marks that are no UTF-8.
     */
    static Optional<Reason> damage(byte @Nullable [] payload) {
        if (payload == null) {
            return Optional.of(EMPTY);
        }
        boolean isBlank = true;
        boolean isAscii = true;
        // Which Jackson passes over.
        for (int i = startsWithMark(payload) ? MARK_LENGTH : 0; i < payload.length; i++) {
            byte b = payload[i];
            if (b == 0) {
                return Optional.of(damaged(payload, ReasonCode.MalformedJson, "a NUL byte at byte " + i));
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
                : Optional.of(damaged(payload, ReasonCode.InvalidUtf8, "the bytes are no UTF-8"));
    }

    static Reason damaged(byte[] payload, ReasonCode code, String what) {
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
