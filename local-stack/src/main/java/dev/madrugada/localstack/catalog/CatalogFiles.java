package dev.madrugada.localstack.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stores each entity of the catalog as one JSON file, which is replaced atomically. Names are folded to lower case, as
 * in Glue.
 */
record CatalogFiles(Path root) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".json";

    Path database(String name) {
        return root.resolve(encoded(name)).resolve("database" + SUFFIX);
    }

    Path table(String database, String name) {
        return root.resolve(encoded(database)).resolve(encoded(name)).resolve("table" + SUFFIX);
    }

    private Path partitionFolder(String database, String table) {
        return root.resolve(encoded(database)).resolve(encoded(table)).resolve("partitions");
    }

    Path partition(String database, String table, List<String> values) {
        String name = values.stream()
                .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
        return partitionFolder(database, table).resolve(name + SUFFIX);
    }

    List<JsonNode> partitions(String database, String table) throws IOException {
        List<JsonNode> partitions = new ArrayList<>();
        Path folder = partitionFolder(database, table);
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    if (file.toString().endsWith(SUFFIX)) {
                        partitions.add(JSON.readTree(Files.readAllBytes(file)));
                    }
                }
            }
        }
        return partitions;
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name.toLowerCase(Locale.ROOT), StandardCharsets.UTF_8);
    }

    ObjectNode read(Path file, String kind) throws IOException, ServiceException {
        if (!Files.exists(file)) {
            throw new ServiceException("EntityNotFoundException", kind + " not found: " + root.relativize(file));
        }
        return (ObjectNode) JSON.readTree(Files.readAllBytes(file));
    }

    void create(Path file, ObjectNode entity, String kind) throws IOException, ServiceException {
        if (Files.exists(file)) {
            throw new ServiceException("AlreadyExistsException", kind + " already exists: " + root.relativize(file));
        }
        replace(file, entity);
    }

    void replace(Path file, ObjectNode entity) throws IOException {
        Files.createDirectories(file.getParent());
        Path staged = file.resolveSibling(file.getFileName() + ".part");
        Files.write(staged, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(entity));
        Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
