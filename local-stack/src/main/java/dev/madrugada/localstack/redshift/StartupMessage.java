package dev.madrugada.localstack.redshift;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The first message of a connection: a request for encryption, a request to cancel, or the parameters of a session
 * (https://www.postgresql.org/docs/14/protocol-message-formats.html).
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StartupMessage(int code, byte[] body) {
    private static final int CANCEL = 80877102;
    private static final int SSL = 80877103;
    private static final int GSS_ENCRYPTION = 80877104;
    private static final int MAX_LENGTH = 10_000;

    /**
     * The parameters of drivers that PostgreSQL accepts. PostgreSQL rejects Redshift's own parameters (driver_version,
     * os_version, …).
     */
    private static final Set<String> KNOWN = Set.of(
            "user",
            "database",
            "options",
            "application_name",
            "client_encoding",
            "datestyle",
            "timezone",
            "extra_float_digits",
            "search_path",
            "statement_timeout");

    static StartupMessage read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 8 || length > MAX_LENGTH) {
            throw new EOFException("not a start-up message: its length is " + length);
        }
        int code = in.readInt();
        byte[] body = new byte[length - 8];
        in.readFully(body);
        return new StartupMessage(code, body);
    }

    boolean asksForEncryption() {
        return code == SSL || code == GSS_ENCRYPTION;
    }

    boolean cancels() {
        return code == CANCEL;
    }

    Map<String, String> parameters() {
        String[] parts = new String(body, StandardCharsets.UTF_8).split("\0", -1);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i + 1 < parts.length && !parts[i].isEmpty(); i += 2) {
            parameters.put(parts[i], parts[i + 1]);
        }
        return parameters;
    }

    /** The same message without the parameters that PostgreSQL rejects. */
    StartupMessage forPostgres() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        parameters().forEach((name, value) -> {
            if (KNOWN.contains(name.toLowerCase(Locale.ROOT))) {
                kept.writeBytes((name + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8));
            }
        });
        kept.write(0);
        return new StartupMessage(code, kept.toByteArray());
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(body.length + 8);
        out.writeInt(code);
        out.write(body);
        out.flush();
    }
}
