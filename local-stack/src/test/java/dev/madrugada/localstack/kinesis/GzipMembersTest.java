package dev.madrugada.localstack.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipMembersTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final int RUNS = 50;

    @Test
    void readsAllMembersWithAnyReadSizes() throws IOException {
        System.out.println("seed " + SEED + " (-Dmadrugada.seed)");
        Random random = new Random(SEED);
        for (int run = 0; run < RUNS; run++) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            for (int member = 0; member < 3; member++) {
                // Some members exceed the buffer's 64 KiB, and some are empty.
                byte[] bytes = new byte[random.nextInt(4) * random.nextInt(40_000)];
                random.nextBytes(bytes);
                plain.writeBytes(bytes);
                file.writeBytes(gzip(bytes));
            }
            file.writeBytes(new byte[random.nextInt(3) * 512]);

            assertThat(read(new SlowStream(file.toByteArray(), random)))
                    .as("run %d of -Dmadrugada.seed=%d", run, SEED)
                    .isEqualTo(plain.toByteArray());
        }
    }

    @Test
    void rejectsEveryTruncation() throws IOException {
        byte[] first = gzip("one\n".getBytes(StandardCharsets.UTF_8));
        byte[] both = concatenated(first, gzip("two\n".getBytes(StandardCharsets.UTF_8)));
        for (int length = 2; length < both.length; length++) {
            byte[] cut = Arrays.copyOf(both, length);
            if (length == first.length) {
                assertThat(read(new ByteArrayInputStream(cut))).isEqualTo("one\n".getBytes(StandardCharsets.UTF_8));
            } else {
                assertThatThrownBy(() -> read(new ByteArrayInputStream(cut)))
                        .as("%d bytes of %d", length, both.length)
                        .isInstanceOf(ZipException.class)
                        .hasMessage(
                                "member %d of the gzip file is truncated or damaged", length < first.length ? 1 : 2);
            }
        }
    }

    @Test
    void acceptsPaddingAndRejectsOtherBytesAfterAMember() throws IOException {
        byte[] member = gzip("one\n".getBytes(StandardCharsets.UTF_8));

        assertThat(read(new ByteArrayInputStream(concatenated(member, new byte[1024]))))
                .isEqualTo("one\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read(new ByteArrayInputStream(concatenated(member, new byte[] {'x'}))))
                .isInstanceOf(ZipException.class)
                .hasMessage("the bytes after member 1 of the gzip file are not gzip");
        assertThatThrownBy(() -> read(new ByteArrayInputStream(concatenated(member, new byte[] {0, 0, 'x'}))))
                .isInstanceOf(ZipException.class)
                .hasMessage("the bytes after member 1 of the gzip file are not gzip");
    }

    @Test
    void rejectsAWrongChecksum() throws IOException {
        byte[] file = concatenated(
                gzip("one\n".getBytes(StandardCharsets.UTF_8)), gzip("two\n".getBytes(StandardCharsets.UTF_8)));
        file[file.length - 6] ^= 1; // A bit of the last member's checksum.

        assertThatThrownBy(() -> read(new ByteArrayInputStream(file)))
                .isInstanceOf(ZipException.class)
                .hasMessage("member 2 of the gzip file is truncated or damaged");
    }

    private static byte[] read(InputStream compressed) throws IOException {
        try (GzipMembers in = new GzipMembers(new BufferedInputStream(compressed))) {
            return in.readAllBytes();
        }
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Returns at most 2,000 bytes per read, and 0 from {@code available()}, as a socket may. */
    private static final class SlowStream extends InputStream {
        private final ByteArrayInputStream bytes;
        private final Random random;

        private SlowStream(byte[] bytes, Random random) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return bytes.read(buffer, offset, Math.min(length, 1 + random.nextInt(2000)));
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
