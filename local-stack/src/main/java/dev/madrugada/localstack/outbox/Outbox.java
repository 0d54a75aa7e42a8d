package dev.madrugada.localstack.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder that receives messages instead of SNS topics and mail recipients. Each message is a file
 * {@code <n>-<type>.json}, numbered from 1 in the order of sending.
 */
public final class Outbox {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NUMBERED = Pattern.compile("(\\d+)-.*\\.json");

    private final Path folder;
    private int last;

    private Outbox(Path folder, int last) {
        this.folder = folder;
        this.last = last;
    }

    /** Opens the folder and continues after its highest number. */
    public static Outbox open(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            int last = files.map(file -> NUMBERED.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                    .max()
                    .orElse(0);
            return new Outbox(folder, last);
        }
    }

    /** Writes a message atomically and returns its id. */
    String put(String type, ObjectNode message) throws IOException {
        return put(type, message, List.of());
    }

    /** Writes the attachments as {@code <n>-<type>-<file>}, then the message, and returns its id. */
    synchronized String put(String type, ObjectNode message, List<OutboxFile> files) throws IOException {
        int number = last + 1;
        String name = number + "-" + type + ".json";
        ArrayNode carried = JsonNodeFactory.instance.arrayNode();
        for (OutboxFile file : files) {
            String beside = number + "-" + type + "-" + file.safeName();
            Files.write(folder.resolve(beside), file.content().binaryValue());
            carried.addObject()
                    .put("file-name", file.name())
                    .put("content-type", file.contentType())
                    .put("file", beside);
        }
        if (!carried.isEmpty()) {
            message.set("attachments", carried);
        }
        String id = String.format("00000000-0000-0000-0000-%012d", number);
        message.put("message-id", id);
        Path staged = folder.resolve("." + name + ".part");
        Files.write(staged, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(message));
        Files.move(staged, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        last = number;
        return id;
    }
}
