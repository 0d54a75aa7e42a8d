package dev.madrugada.localstack.kinesis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A preload file, decompressed to a temporary file. Decompression also hashes the content and counts its lines. Only
 * {@code \n} ends a line. Bytes after the last {@code \n} form one more line.
 */
final class PreloadFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path spooled;
    private final Preload preload;
    private final long longestLine;

    private PreloadFile(Path spooled, Preload preload, long longestLine) {
        this.spooled = spooled;
        this.preload = preload;
        this.longestLine = longestLine;
    }

    /** Receives each line in order, without its line end. */
    @FunctionalInterface
    interface LineVisitor {
        void line(long number, byte[] bytes) throws IOException;
    }

    static PreloadFile spool(InputStream body, LocalDate date, String name, Path tmp) throws IOException {
        Path spooled = Files.createTempFile(tmp, "preload", ".lines");
        MessageDigest digest = sha256();
        long newlines = 0;
        long longestLine = 0;
        long length = 0;
        int last = '\n';
        try (InputStream in = decompressed(body);
                OutputStream out = Files.newOutputStream(spooled)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    boolean ends = buffer[i] == '\n';
                    newlines += ends ? 1 : 0;
                    length = ends ? 0 : length + 1;
                    longestLine = Math.max(longestLine, length);
                }
                if (count > 0) {
                    last = buffer[count - 1];
                    digest.update(buffer, 0, count);
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            Files.delete(spooled);
            throw e;
        }
        long lines = newlines + (last == '\n' ? 0 : 1);
        String sha256 = HexFormat.of().formatHex(digest.digest());
        return new PreloadFile(spooled, new Preload(date, name, sha256, lines), longestLine);
    }

    private static InputStream decompressed(InputStream body) throws IOException {
        BufferedInputStream in = new BufferedInputStream(body, BUFFER);
        in.mark(2);
        byte[] magic = in.readNBytes(2);
        in.reset();
        boolean gzip = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
        return gzip ? new GzipMembers(in) : in;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Preload preload() {
        return preload;
    }

    /** The length of the longest line, in bytes. */
    long longestLine() {
        return longestLine;
    }

    /**
     * Visits the lines in the order of their arrival times. Lines with equal arrival times are visited in line order.
     * Without arrival times, all lines are visited in line order.
     */
    void forEachLine(Optional<long[]> arrivals, LineVisitor visitor) throws IOException {
        if (arrivals.isEmpty()) {
            forEachLine(visitor);
            return;
        }
        long[] starts = new long[Math.toIntExact(preload.lines()) + 1];
        forEachLine((line, bytes) -> starts[(int) line + 1] = starts[(int) line] + bytes.length + 1);
        long[] times = arrivals.get();
        int[] order = IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.comparingLong(line -> times[line]))
                .mapToInt(Integer::intValue)
                .toArray();
        try (FileChannel channel = FileChannel.open(spooled, StandardOpenOption.READ)) {
            for (int line : order) {
                ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(starts[line + 1] - starts[line] - 1));
                long position = starts[line];
                while (bytes.hasRemaining()) {
                    position += channel.read(bytes, position);
                }
                visitor.line(line, bytes.array());
            }
        }
    }

    private void forEachLine(LineVisitor visitor) throws IOException {
        try (InputStream in = Files.newInputStream(spooled)) {
            byte[] buffer = new byte[BUFFER];
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long number = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                int start = 0;
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n') {
                        line.write(buffer, start, i - start);
                        visitor.line(number++, line.toByteArray());
                        line.reset();
                        start = i + 1;
                    }
                }
                line.write(buffer, start, count - start);
            }
            if (line.size() > 0) {
                visitor.line(number, line.toByteArray());
            }
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(spooled);
    }
}
