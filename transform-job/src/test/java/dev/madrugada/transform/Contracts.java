package dev.madrugada.transform;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.InMemoryObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Datasets for tests: the sections a test is about, and the same rest for all. */
public final class Contracts {
    private static final URI FOLDER = URI.create("file:///datasets/test/");
    private static final String REST = """
            version: 1
            dataset: events
            source: {kinesis: {stream: events}}
            warehouse: {schema: public, table: events}
            report: {title: Events, sender: a@example.com, label: id, values: [n]}
            """;

    private Contracts() {}

    /** Events with an id, a time and a text; late by at most a day, early by at most an hour. */
    public static final String EVENTS = """
            payload:
              columns:
                - {name: id, type: bigint, required: true}
                - {name: happened_at, type: timestamp, required: true}
                - {name: label, type: varchar(8)}
            key: {columns: [id], keep: latest}
            event-time: {column: happened_at, partition: day, lateness-days: 1, future-tolerance: PT1H}
            """;

    /** Events from files. */
    public static DatasetFolder ofFiles(String files) {
        InMemoryObjectStore store = new InMemoryObjectStore();
        write(
                store,
                DatasetFolder.CONTRACT,
                REST.replace("{kinesis: {stream: events}}", "{files: " + files + "}") + EVENTS);
        write(store, DatasetFolder.QUALITY, "Rules = []");
        write(store, DatasetFolder.REPORT, "select 1");
        return DatasetFolder.read(store, FOLDER);
    }

    public static DatasetFolder folder(String sections) {
        return folder(sections, Map.of());
    }

    public static DatasetFolder folder(String sections, Map<String, String> files) {
        Map<String, byte[]> bytes = new HashMap<>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return withFiles(sections, bytes);
    }

    /** A folder whose further files need not be texts. */
    public static DatasetFolder withFiles(String sections, Map<String, byte[]> files) {
        InMemoryObjectStore store = new InMemoryObjectStore();
        write(store, DatasetFolder.CONTRACT, REST + sections);
        write(store, DatasetFolder.QUALITY, "Rules = []");
        write(store, DatasetFolder.REPORT, "select 1");
        files.forEach((name, content) -> store.write(FOLDER.resolve(name), content));
        return DatasetFolder.read(store, FOLDER);
    }

    /** A contract that reads one more column beside id and happened_at. */
    public static DatasetFolder withColumn(String column) {
        return folder(EVENTS.replace("{name: label, type: varchar(8)}", column));
    }

    private static void write(InMemoryObjectStore store, String name, String text) {
        store.write(FOLDER.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
