package dev.madrugada.localstack.redshift;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A protocol message of the client after the start-up. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClientMessage(byte type, byte[] body) {
    private static final byte QUERY = 'Q';
    private static final byte PARSE = 'P';
    private static final byte BIND = 'B';
    static final byte PASSWORD = 'p';

    static ClientMessage read(byte type, DataInputStream in) throws IOException {
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        return new ClientMessage(type, body);
    }

    boolean parses() {
        return type == PARSE;
    }

    boolean binds() {
        return type == BIND;
    }

    /**
     * The name of the statement that this message parses or binds; empty for the unnamed statement and for other
     * messages.
     */
    String statementName() {
        return parses() ? string(0) : binds() ? string(end(0) + 1) : "";
    }

    /** The SQL text of this message; an empty string if it has none. */
    String sql() {
        return type == QUERY ? string(0) : parses() ? string(end(0) + 1) : "";
    }

    /** The same message with its SQL text replaced; unchanged if it has none. */
    ClientMessage withSql(UnaryOperator<String> translation) {
        if (type != QUERY && type != PARSE) {
            return this;
        }
        int start = type == QUERY ? 0 : end(0) + 1;
        int end = end(start);
        String sql = string(start);
        String translated = translation.apply(sql);
        if (translated.equals(sql)) {
            return this;
        }
        byte[] text = translated.getBytes(StandardCharsets.UTF_8);
        byte[] changed = new byte[body.length - (end - start) + text.length];
        System.arraycopy(body, 0, changed, 0, start);
        System.arraycopy(text, 0, changed, start, text.length);
        System.arraycopy(body, end, changed, start + text.length, body.length - end);
        return new ClientMessage(type, changed);
    }

    /** The body of a message that consists of one string. */
    String text() {
        return string(0);
    }

    private String string(int start) {
        return new String(body, start, end(start) - start, StandardCharsets.UTF_8);
    }

    private int end(int from) {
        int end = from;
        while (body[end] != 0) {
            end++;
        }
        return end;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
    }
}
