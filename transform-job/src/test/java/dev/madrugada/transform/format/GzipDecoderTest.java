package dev.madrugada.transform.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipDecoderTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private final GzipDecoder decoder = new GzipDecoder();

    @Test
    void membersAreDecompressedOneAfterTheOther() throws IOException, UndecodablePayloadException {
        for (int round = 0; round < 500; round++) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            for (int members = random.nextInt(1, 4); members > 0; members--) {
                byte[] part = new byte[random.nextInt(50_000)];
                random.nextBytes(part);
                Arrays.fill(part, 0, part.length / 2, (byte) 'a');
                plain.write(part);
                payload.write(gzip(part));
            }
            assertThat(decoder.json(payload.toByteArray())).as("seed %d", SEED).isEqualTo(plain.toByteArray());
        }
    }

    @Test
    void headersWithExtraFieldsNamesCommentsAndChecksumsAreSkipped() throws IOException, UndecodablePayloadException {
        byte[] plain = gzip("{}".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(plain, 0, 3);
        payload.write(2 | 4 | 8 | 16);
        payload.write(plain, 4, 6);
        payload.write(new byte[] {3, 0, 'x', 'y', 'z', 'n', 0, 'c', 0, 1, 2});
        payload.write(plain, 10, plain.length - 10);
        assertThat(new String(decoder.json(payload.toByteArray()), StandardCharsets.UTF_8))
                .isEqualTo("{}");
    }

    @Test
    void manyEmptyMembersNeedNoStack() throws IOException, UndecodablePayloadException {
        byte[] empty = gzip(new byte[0]);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            payload.write(empty);
        }
        assertThat(decoder.json(payload.toByteArray())).isEmpty();
    }

    @Test
    void whatIsNotGzipIsRefusedWithItsReason() throws IOException {
        byte[] whole = gzip("{\"id\":1}".getBytes(StandardCharsets.UTF_8));
        refused("{\"id\":1}".getBytes(StandardCharsets.UTF_8), "is not gzip");
        refused(Arrays.copyOf(whole, whole.length - 1), "truncated");
        refused(Arrays.copyOf(whole, 12), "truncated");
        refused(Arrays.copyOf(whole, 5), "truncated");
        refused(Arrays.copyOf(whole, whole.length + 1), "something follows the last gzip member");
        byte[] wrongChecksum = whole.clone();
        wrongChecksum[whole.length - 8]++;
        refused(wrongChecksum, "checksum");
        byte[] wrongMethod = whole.clone();
        wrongMethod[2] = 7;
        refused(wrongMethod, "unknown method");
    }

    @Test
    void aDecompressedPayloadIsBounded() throws IOException, UndecodablePayloadException {
        byte[] half = gzip(new byte[PayloadDecoder.MAX_BYTES / 2]);
        byte[] whole = Arrays.copyOf(half, half.length * 2);
        System.arraycopy(half, 0, whole, half.length, half.length);
        assertThat(decoder.json(whole)).hasSize(PayloadDecoder.MAX_BYTES);
        refused(gzip(new byte[PayloadDecoder.MAX_BYTES + 1]), "larger than 64 MiB");
    }

    @Test
    void damagedMembersAreRefusedAndNeverEndTheJob() throws IOException {
        byte[] whole = gzip("{\"id\":1,\"label\":\"aaaaaaaaaaaaaaaaaaaaaaaa\"}".getBytes(StandardCharsets.UTF_8));
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                decoder.json(damaged);
            } catch (UndecodablePayloadException expected) {
                refused++;
            }
        }
        // A damaged time or operating system in the header changes nothing.
        assertThat(refused).as("seed %d", SEED).isBetween(14_000, 19_900);
    }

    private void refused(byte[] payload, String why) {
        assertThatThrownBy(() -> decoder.json(payload))
                .isInstanceOf(UndecodablePayloadException.class)
                .hasMessageContaining(why);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(plain);
        }
        return compressed.toByteArray();
    }
}
