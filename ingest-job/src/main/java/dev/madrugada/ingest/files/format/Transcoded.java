package dev.madrugada.ingest.files.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A text in some encoding as UTF-8. Bytes that are not in the encoding are a BrokenFileException. */
final class Transcoded extends InputStream {
    private static final int CHARS = 1 << 13;

    private final Reader reader;
    private final Charset charset;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer chars = CharBuffer.allocate(CHARS);
    private final ByteBuffer bytes = ByteBuffer.allocate(4 * CHARS);

    Transcoded(InputStream content, Charset charset) {
        this.charset = charset;
        this.reader = new InputStreamReader(
                content,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        bytes.flip();
    }

    @Override
    public int read() throws IOException {
        return bytes.hasRemaining() || fill() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!bytes.hasRemaining() && !fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(target, offset, count);
        return count;
    }

    private boolean fill() throws IOException {
        try {
            return transcode();
        } catch (CharacterCodingException otherEncoding) {
            throw new BrokenFileException(
                    "it has bytes that are not in " + charset.name() + ", which source.files.csv.encoding names");
        }
    }

    private boolean transcode() throws IOException {
        bytes.clear();
        boolean isEnd = false;
        while (bytes.position() == 0 && !isEnd) {
            isEnd = reader.read(chars) < 0;
            chars.flip();
            CoderResult encoded = encoder.encode(chars, bytes, isEnd);
            if (encoded.isError()) {
                encoded.throwException();
            }
            chars.compact();
        }
        bytes.flip();
        return bytes.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
