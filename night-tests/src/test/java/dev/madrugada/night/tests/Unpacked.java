package dev.madrugada.night.tests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** What gzip files and Avro files contain, so that it can be searched. */
final class Unpacked {
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] AVRO = {'O', 'b', 'j', 1};
    private static final int SYNC_MARKER = 16;

    private Unpacked() {}

    /** The content of a gzip file, or of all blocks of an Avro file; nothing for other files. */
    static byte[] of(byte[] file) throws IOException {
        if (beginsWith(file, GZIP)) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
                return in.readAllBytes();
            }
        }
        return beginsWith(file, AVRO) ? blocks(ByteBuffer.wrap(file).position(AVRO.length)) : new byte[0];
    }

    private static boolean beginsWith(byte[] file, byte[] magic) {
        return file.length >= magic.length && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
    }

    /**
     * Reads an Avro file behind its magic number.
     *
     * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#object-container-files">its form</a>
     */
    private static byte[] blocks(ByteBuffer file) throws IOException {
        String codec = "null";
        for (long entries = number(file); entries != 0; entries = number(file)) {
            if (entries < 0) {
                var unusedSize = number(file);
            }
            for (long entry = 0; entry < Math.abs(entries); entry++) {
                String name = new String(bytes(file), StandardCharsets.UTF_8);
                String value = new String(bytes(file), StandardCharsets.UTF_8);
                codec = name.equals("avro.codec") ? value : codec;
            }
        }
        file.position(file.position() + SYNC_MARKER);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (file.hasRemaining()) {
            var unusedCount = number(file);
            content.writeBytes(plain(codec, bytes(file)));
            file.position(file.position() + SYNC_MARKER);
        }
        return content.toByteArray();
    }

    private static byte[] plain(String codec, byte[] block) throws IOException {
        return switch (codec) {
            case "null" -> block;
            case "deflate" -> {
                try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(block), new Inflater(true))) {
                    yield in.readAllBytes();
                }
            }
            default -> throw new IOException("an Avro file is compressed by " + codec);
        };
    }

    private static byte[] bytes(ByteBuffer file) {
        byte[] bytes = new byte[Math.toIntExact(number(file))];
        file.get(bytes);
        return bytes;
    }

    /** A number of variable length in zigzag form. */
    private static long number(ByteBuffer file) {
        long raw = 0;
        int shift = 0;
        byte next;
        do {
            next = file.get();
            raw |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return (raw >>> 1) ^ -(raw & 1);
    }
}
