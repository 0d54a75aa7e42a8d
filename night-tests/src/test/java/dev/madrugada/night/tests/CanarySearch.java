package dev.madrugada.night.tests;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Searches files for texts that nothing else contains. Each text is searched as it is, in Base64 at any offset, in hex, and,
 * if it is a number, in the eight bytes that a binary file has; in gzip files and Avro files also in what they contain.
 *
 * @param canaries the texts
 * @param allowed files that may contain them, by their path below the searched folder
 */
record CanarySearch(List<String> canaries, Pattern allowed) {
    /**
     * What was found.
     *
     * @param searched the number of files that were searched
     * @param found {@code file: text}
     */
    record Result(int searched, List<String> found) {}

    Result in(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        int searched = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(file).toString();
                if (!allowed.matcher(name).matches()) {
                    searched++;
                    in(Files.readAllBytes(file)).forEach(canary -> found.add(name + ": " + canary));
                }
            }
        }
        return new Result(searched, found);
    }

    /** The texts that a file's content contains. */
    List<String> in(byte[] content) throws IOException {
        String text = latin(content) + latin(Unpacked.of(content));
        return canaries.stream()
                .filter(canary -> forms(canary).stream().anyMatch(text::contains))
                .toList();
    }

    private static List<String> forms(String canary) {
        byte[] bytes = canary.getBytes(StandardCharsets.UTF_8);
        List<String> forms = new ArrayList<>(List.of(canary, HexFormat.of().formatHex(bytes)));
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // The first and last characters also depend on the neighbours of the text.
            forms.add(encoded.substring(offset == 0 ? 0 : offset + 1, encoded.length() - 1));
        }
        if (canary.matches("[0-9]{10,18}")) {
            long number = Long.parseLong(canary);
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                forms.add(latin(ByteBuffer.allocate(Long.BYTES)
                        .order(order)
                        .putLong(number)
                        .array()));
            }
        }
        return forms;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
