package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanarySearchTest {
    private static final CanarySearch SEARCH =
            new CanarySearch(List.of("zqxjkv", "8642975318642"), Pattern.compile("allowed/.*"));

    @TempDir
    private Path folder;

    @Test
    void findsATextInAFileThatMayNotHaveIt() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("allowed")).resolve("a"), "zqxjkv");
        Files.writeString(folder.resolve("b"), "{\"email\":\"zqxjkv@example.com\"}");
        Files.writeString(folder.resolve("c"), "zqxj");

        CanarySearch.Result result = SEARCH.in(folder);

        assertThat(result.searched()).isEqualTo(2);
        assertThat(result.found()).containsExactly("b: zqxjkv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc"})
    void findsATextInBase64AtAnyOffset(String before) throws IOException {
        String text = before + "zqxjkv@example.com";

        assertThat(SEARCH.in(Base64.getEncoder().encode(bytes(text)))).containsExactly("zqxjkv");
    }

    @Test
    void findsATextInHexAndANumberInBytes() throws IOException {
        ByteBuffer number =
                ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(1, 8642975318642L);

        assertThat(SEARCH.in(bytes(HexFormat.of().formatHex(bytes("zqxjkv"))))).containsExactly("zqxjkv");
        assertThat(SEARCH.in(number.array())).containsExactly("8642975318642");
    }

    @Test
    void findsATextInGzip() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(file)) {
            out.write(bytes("x".repeat(100) + "zqxjkv"));
        }

        assertThat(SEARCH.in(file.toByteArray())).containsExactly("zqxjkv");
    }

    @Test
    void findsATextInACompressedBlockOfAvro() throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(block, new Deflater(9, true))) {
            out.write(bytes("x".repeat(100) + "zqxjkv"));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {'O', 'b', 'j', 1, 2});
        text(file, "avro.codec");
        text(file, "deflate");
        file.write(0);
        file.writeBytes(new byte[16]);
        file.write(2);
        file.write(2 * block.size());
        file.writeBytes(block.toByteArray());
        file.writeBytes(new byte[16]);

        assertThat(SEARCH.in(file.toByteArray())).containsExactly("zqxjkv");
    }

    private static void text(ByteArrayOutputStream file, String text) {
        file.write(2 * text.length());
        file.writeBytes(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
