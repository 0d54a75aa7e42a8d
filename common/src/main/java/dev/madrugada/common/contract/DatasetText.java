package dev.madrugada.common.contract;

import dev.madrugada.common.error.Fault;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decodes a dataset's files: UTF-8, with or without a byte-order mark, which is not part of the text. */
final class DatasetText {
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] UTF_16_LITTLE_ENDIAN_MARK = {(byte) 0xFF, (byte) 0xFE};
    private static final byte[] UTF_16_BIG_ENDIAN_MARK = {(byte) 0xFE, (byte) 0xFF};

    private DatasetText() {}

    /**
     * Decodes a file.
     *
     * @param name the file's name for messages
     * @throws dev.madrugada.common.error.TerminalException InvalidContract if the bytes are not UTF-8, naming the line
     */
    static String of(String name, byte[] bytes) {
        Decoded decoded = decoded(name, bytes);
        if (decoded.fault() != null) {
            throw decoded.fault().exception();
        }
        return decoded.text();
    }

    /** Why a file cannot be decoded; empty if it can. */
    static Optional<Fault> invalidEncoding(String name, byte[] bytes) {
        return Optional.ofNullable(decoded(name, bytes).fault());
    }

    private record Decoded(String text, @Nullable Fault fault) {}

    private static Decoded decoded(String name, byte[] bytes) {
        if (startsWith(bytes, UTF_16_LITTLE_ENDIAN_MARK) || startsWith(bytes, UTF_16_BIG_ENDIAN_MARK)) {
            return new Decoded("", ContractFaults.utf16(name));
        }
        int start = startsWith(bytes, UTF_8_MARK) ? UTF_8_MARK.length : 0;
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            long line = out.chars().filter(c -> c == '\n').count() + 1;
            return new Decoded("", ContractFaults.notUtf8(name, line));
        }
        return new Decoded(out.toString(), null);
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }
}
