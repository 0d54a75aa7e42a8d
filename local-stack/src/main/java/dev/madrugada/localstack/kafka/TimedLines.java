package dev.madrugada.localstack.kafka;

import dev.madrugada.localstack.http.ServiceException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Lines that each have a time in epoch milliseconds, a blank, and a record's value. */
public final class TimedLines {
    private final InputStream lines;
    private final boolean isBase64;
    private long number;

    private TimedLines(InputStream lines, boolean isBase64) {
        this.lines = lines;
        this.isBase64 = isBase64;
    }

    /** A line's record. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Timed(long millis, byte[] value) {}

    /**
     * Reads lines one by one.
     *
     * @param isBase64 whether the values are in Base64
     */
    public static TimedLines read(InputStream body, boolean isBase64) {
        return new TimedLines(new BufferedInputStream(body, 1 << 16), isBase64);
    }

    /** The next line; empty at the end. */
    Optional<Timed> next() throws IOException, ServiceException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = lines.read();
        if (read < 0) {
            return Optional.empty();
        }
        for (; read >= 0 && read != '\n'; read = lines.read()) {
            line.write(read);
        }
        return Optional.of(timed(line.toByteArray()));
    }

    private Timed timed(byte[] line) throws ServiceException {
        number++;
        int blank = 0;
        while (blank < line.length && line[blank] != ' ') {
            blank++;
        }
        try {
            long millis = Long.parseLong(new String(line, 0, blank, StandardCharsets.US_ASCII));
            byte[] value = Arrays.copyOfRange(line, Math.min(blank + 1, line.length), line.length);
            return new Timed(millis, isBase64 ? decoded(value) : value);
        } catch (IllegalArgumentException other) {
            throw ServiceException.validation("line " + number + " has no time, or its value is not Base64");
        }
    }

    private static byte[] decoded(byte[] value) {
        return Base64.getDecoder().decode(new String(value, StandardCharsets.ISO_8859_1).strip());
    }
}
