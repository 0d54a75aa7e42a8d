package dev.madrugada.localstack.redshift;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Forwards the server's messages to the client. Two kinds are changed
 * (https://www.postgresql.org/docs/14/protocol-message-formats.html): the position of an error is mapped to the statement
 * that the client sent, and the message gets a hint if only Redshift supports the statement; a result's columns of type
 * jsonb, which Redshift's driver does not know, get the type SUPER.
 */
final class ServerMessages {
    private static final int BUFFER = 1 << 16;
    private static final byte ERROR = 'E';
    private static final byte ROW_DESCRIPTION = 'T';
    /** PostgreSQL's number of the type jsonb. */
    private static final int JSONB = 3802;
    /** Redshift's number of the type SUPER. Source: {@code com.amazon.redshift.core.Oid}. */
    private static final int SUPER = 4000;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Supplier<Translation> translation;

    /**
     * Creates the forwarder of one connection.
     *
     * @param translation supplies the statement that the client sent last
     */
    ServerMessages(InputStream in, OutputStream out, Supplier<Translation> translation) {
        this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
        this.translation = translation;
    }

    /** Forwards messages until the server closes the connection. */
    void pass() throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int type = in.read(); type >= 0; type = in.read()) {
            int length = in.readInt() - 4;
            if (type == ERROR) {
                passError(in.readNBytes(length));
            } else if (type == ROW_DESCRIPTION) {
                byte[] body = in.readNBytes(length);
                nameSuper(ByteBuffer.wrap(body));
                out.writeByte(type);
                out.writeInt(length + 4);
                out.write(body);
            } else {
                out.writeByte(type);
                out.writeInt(length + 4);
                while (length > 0) {
                    int read = in.read(buffer, 0, Math.min(length, buffer.length));
                    if (read < 0) {
                        throw new IOException("the server closed the connection within a message");
                    }
                    out.write(buffer, 0, read);
                    length -= read;
                }
            }
            if (in.available() == 0) {
                out.flush();
            }
        }
        out.flush();
    }

    private static void nameSuper(ByteBuffer body) {
        for (int columns = body.getShort(); columns > 0; columns--) {
            while (body.get() != 0) {
                // Skips the column's name.
            }
            int type = body.position() + Integer.BYTES + Short.BYTES;
            if (body.getInt(type) == JSONB) {
                body.putInt(type, SUPER);
            }
            // After the type: its length, its modifier, and the values' format.
            body.position(type + Integer.BYTES + Short.BYTES + Integer.BYTES + Short.BYTES);
        }
    }

    private void passError(byte[] body) throws IOException {
        Map<Character, String> fields = fields(body);
        Translation statement = translation.get();
        String position = fields.get('P');
        if (position != null) {
            int original = statement.originalPosition(Integer.parseInt(position));
            if (original > 0) {
                fields.put('P', Integer.toString(original));
            } else {
                fields.remove('P');
            }
        }
        String message = fields.getOrDefault('M', "");
        RedshiftOnlyFeatures.hint(fields.getOrDefault('C', ""), message, statement.original())
                .ifPresent(hint -> fields.put('M', message + hint));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        fields.forEach((type, value) -> written.writeBytes((type + value + "\0").getBytes(StandardCharsets.UTF_8)));
        written.write(0);
        out.writeByte(ERROR);
        out.writeInt(written.size() + 4);
        written.writeTo(out);
    }

    private static Map<Character, String> fields(byte[] body) {
        Map<Character, String> fields = new LinkedHashMap<>();
        int at = 0;
        while (at < body.length && body[at] != 0) {
            int end = at + 1;
            while (body[end] != 0) {
                end++;
            }
            fields.put((char) body[at], new String(body, at + 1, end - at - 1, StandardCharsets.UTF_8));
            at = end + 1;
        }
        return fields;
    }
}
