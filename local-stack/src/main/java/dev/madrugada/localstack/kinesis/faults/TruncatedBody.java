package dev.madrugada.localstack.kinesis.faults;

import dev.madrugada.localstack.http.Body;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A body that announces its full length and fails after half of its bytes. */
record TruncatedBody(Body whole) implements Body {
    @Override
    public int length() {
        return whole.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        whole.writeTo(new Half(out, whole.length() / 2));
    }

    private static final class Half extends FilterOutputStream {
        private int left;

        Half(OutputStream out, int left) {
            super(out);
            this.left = left;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, Math.min(left, length));
            if (length >= left) {
                out.flush();
                throw new IOException("injected fault: the connection is closed within the response");
            }
            left -= length;
        }
    }
}
