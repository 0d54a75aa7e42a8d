package dev.madrugada.transform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** A file of records that arrived on a day, spread over it as the local run does: evenly, in line order. */
record ArrivedFile(List<byte[]> lines, LocalDate day) {
    static ArrivedFile of(Path file, LocalDate day) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new ArrivedFile(lines(in.readAllBytes()), day);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** As raw has them; two files' records differ by their shard. */
    List<Row> records(String shard) {
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Row> records = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            Instant arrived = start.plusMillis(line * Duration.ofDays(1).toMillis() / lines.size());
            records.add(RowFactory.create(
                    "flights",
                    shard,
                    Integer.toString(1000 + line),
                    0L,
                    "key-" + line,
                    Timestamp.from(arrived),
                    lines.get(line),
                    null,
                    null,
                    null));
        }
        return records;
    }

    private static List<byte[]> lines(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte one : bytes) {
            if (one == '\n') {
                lines.add(line.toByteArray());
                line.reset();
            } else {
                line.write(one);
            }
        }
        return lines;
    }
}
