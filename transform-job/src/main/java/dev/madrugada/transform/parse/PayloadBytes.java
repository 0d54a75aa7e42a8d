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
     * Why the bytes cannot be JSON in UTF-8; empty if they may be. JSON in UTF-16 and UTF-32 contains NUL bytes or starts
     * with a byte-order mark that is not UTF-8.
     */
    static Optional<Reason> refusal(byte @Nullable [] payload) {
        if (payload == null) {
            return Optional.of(EMPTY);
        }
        int nul = indexOfNul(payload);
        if (nul >= 0) {
            return Optional.of(unreadable(payload, ReasonCode.MalformedJson, "a NUL byte at byte " + nul));
        }
        if (isBlank(payload)) {
            return Optional.of(EMPTY);
        }
        if (isAscii(payload)) {
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

    /** The offset of the first NUL byte; -1 if there is none. */
    private static int indexOfNul(byte[] payload) {
        int at = 0;
        while (ByteWords.isWordBetween(at, payload.length) && ByteWords.has(ByteWords.at(payload, at), 0) == 0) {
            at += Long.BYTES;
        }
        while (at < payload.length && payload[at] != 0) {
            at++;
        }
        return at < payload.length ? at : -1;
    }

    private static boolean isAscii(byte[] payload) {
        int at = 0;
        while (ByteWords.isWordBetween(at, payload.length) && ByteWords.hasNonAscii(ByteWords.at(payload, at)) == 0) {
            at += Long.BYTES;
        }
        while (at < payload.length && payload[at] > 0) {
            at++;
        }
        return at == payload.length;
    }

    /** Whether only white space follows the byte-order mark of UTF-8, which is skipped. */
    private static boolean isBlank(byte[] payload) {
        int at = JsonScanner.startsWithMark(payload, 0, payload.length) ? MARK_LENGTH : 0;
        while (at < payload.length && JsonScanner.isSpace(payload[at])) {
            at++;
        }
        return at == payload.length;
    }
}
