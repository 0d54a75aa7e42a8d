package dev.madrugada.localstack.http;

import java.io.IOException;
import java.io.OutputStream;

/** The body of a response. The length is known before the first byte is written. */
public interface Body {
    int length();

    /**
     * Writes exactly {@link #length} bytes; is called once. An IOException closes the connection within the response,
     * because the status has been sent already.
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
