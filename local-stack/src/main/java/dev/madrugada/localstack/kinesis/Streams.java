package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** All streams of the stack. Each stream has its own folder. */
final class Streams implements AutoCloseable {
    private final Path root;
    private final Clock clock;
    private final Map<String, DataStream> streams = new ConcurrentSkipListMap<>();

    private Streams(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    static Streams open(Path root, Clock clock) throws IOException {
        Files.createDirectories(root);
        Streams opened = new Streams(root, clock);
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.toList()) {
                // A killed CreateStream or DeleteStream can leave a folder without a description.
                if (Files.exists(folder.resolve("stream.json"))) {
                    DataStream stream = DataStream.open(folder, clock);
                    opened.streams.put(stream.description().name(), stream);
                }
            }
        }
        return opened;
    }

    List<String> names() {
        return List.copyOf(streams.keySet());
    }

    synchronized void create(String name, int shards, String mode) throws IOException, ServiceException {
        if (!name.matches("[a-zA-Z0-9_.-]{1,128}") || name.matches("\\.+")) {
            throw ServiceException.validation("not a stream name: " + name);
        }
        if (streams.containsKey(name)) {
            throw new ServiceException("ResourceInUseException", "Stream " + name + " already exists.");
        }
        StreamDescription description = StreamDescription.created(name, clock.instant(), shards, mode);
        streams.put(name, DataStream.create(root.resolve(name), clock, description));
    }

    synchronized void delete(String name) throws IOException, ServiceException {
        named(name).close();
        streams.remove(name);
        Files.delete(root.resolve(name).resolve("stream.json"));
        try (Stream<Path> tree = Files.walk(root.resolve(name))) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Removes the records that preloads put on a day, and returns the number of preloads. No client may read meanwhile. */
    synchronized int removePreloads(String name, LocalDate date) throws IOException, ServiceException {
        Path folder = root.resolve(name);
        named(name).close();
        try {
            return StreamLog.removePreloads(DataStream.log(folder), date);
        } finally {
            streams.put(name, DataStream.open(folder, clock));
        }
    }

    /** Removes the expired records of all streams for good. */
    void expire() throws IOException {
        for (DataStream stream : streams.values()) {
            stream.expire();
        }
    }

    DataStream named(String name) throws ServiceException {
        DataStream stream = streams.get(name);
        if (stream == null) {
            throw new ServiceException(
                    "ResourceNotFoundException",
                    "Stream " + name + " under account " + StreamDescription.ACCOUNT + " not found.");
        }
        return stream;
    }

    /** The stream given by the request's StreamName or StreamARN. */
    DataStream of(Input input) throws ServiceException {
        String name = RequestSubjects.streamName(input)
                .orElseThrow(() -> new ServiceException(
                        "InvalidArgumentException", "Either StreamName or StreamARN has to be given."));
        return named(name);
    }

    @Override
    public void close() throws IOException {
        for (DataStream stream : streams.values()) {
            stream.close();
        }
    }
}
