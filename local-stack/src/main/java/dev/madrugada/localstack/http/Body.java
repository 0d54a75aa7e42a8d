package dev.madrugada.localstack.http;

import java.io.IOException;
import java.io.OutputStream;

/** What an answer carries: its length is known before its first byte is written. */
public interface Body {
    int length();

    /**
     * Writes exactly {@link #length} bytes, once. An IOException closes the connection in mid-answer: the status is
     * sent already.
     */
    void writeTo(OutputStream out) throws IOException;

    static Body of(byte[] bytes) {
        return new Body() {
            @Override
            public int length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }
}
