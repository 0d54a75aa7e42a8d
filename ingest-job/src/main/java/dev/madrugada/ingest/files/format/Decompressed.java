package dev.madrugada.ingest.files.format;

import com.github.luben.zstd.ZstdInputStream;
import dev.madrugada.common.contract.Source.Files.Compression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.xerial.snappy.SnappyFramedInputStream;
import org.xerial.snappy.SnappyInputStream;

/**
 * Decompresses a file. gzip and bzip2 files may have several members, zstd files several frames: all are read. A file
 * that ends too early, or has other bytes after its last member, is an IOException at that place.
 */
final class Decompressed {
    /** The number of bytes by which a compression is detected. */
    static final int HEAD = 16;

    private static final int BUFFER = 1 << 16;
    private static final String BZIP2 = "425a683[1-9](314159265359|177245385090).*";
    private static final String ZSTD = "(28b52ffd|5[0-9a-f]2a4d18).*";
    private static final String SNAPPY_FRAMED = "ff060000734e61507059.*";
    private static final String SNAPPY_JAVA = "82534e4150505900.*";
    private static final String ZIP = "504b0304.*";

    private Decompressed() {}

    /**
     * Opens a file. If it breaks, every byte before the break is returned first.
     *
     * @param stored opens the stored bytes; a file that breaks is opened twice
     * @param name the file's name, whose ending {@code .snappy} tells Hadoop's Snappy, which has no magic number
     */
    static InputStream of(ReopenedStream.Opening stored, Compression compression, String name) throws IOException {
        return new ReopenedStream(() -> {
            InputStream in = stored.open();
            try {
                return of(in, compression, name);
            } catch (IOException | RuntimeException failed) {
                in.close();
                throw failed;
            }
        });
    }

    private static InputStream of(InputStream stored, Compression compression, String name) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stored, BUFFER);
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        if (head.length == 0) {
            return in;
        }
        return switch (compression == Compression.AUTO ? detected(head, name) : compression) {
            case GZIP -> new GzipMembers(in);
            case ZSTD -> new ZstdInputStream(new ZstdFrames(in));
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case SNAPPY -> snappy(in, hex(head));
            case NONE, AUTO -> in;
        };
    }

    /** The compression by a file's first bytes; NONE if they are no magic number. */
    static Compression detected(byte[] head, String name) throws BrokenFileException {
        String hex = hex(head);
        if (hex.startsWith("1f8b")) {
            return Compression.GZIP;
        }
        if (hex.matches(ZSTD)) {
            return Compression.ZSTD;
        }
        if (hex.matches(BZIP2)) {
            return Compression.BZIP2;
        }
        if (hex.matches(SNAPPY_FRAMED) || hex.matches(SNAPPY_JAVA) || name.endsWith(".snappy")) {
            return Compression.SNAPPY;
        }
        if (hex.matches(ZIP)) {
            throw new BrokenFileException("it is a ZIP archive, which is not supported");
        }
        return Compression.NONE;
    }

    private static InputStream snappy(InputStream in, String head) throws IOException {
        if (head.matches(SNAPPY_FRAMED)) {
            return new SnappyFramedInputStream(in);
        }
        return head.matches(SNAPPY_JAVA) ? new SnappyInputStream(in) : new HadoopSnappy(in);
    }

    private static String hex(byte[] head) {
        return HexFormat.of().formatHex(Arrays.copyOf(head, Math.min(head.length, HEAD)));
    }
}
