package dev.madrugada.night.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A reader of one day while nights are under way: of the lake through the manifests, of the table by SQL. It notes each
 * state that differs from the one before, so that a mix, or nothing, is there to be seen afterwards.
 */
final class Poller implements AutoCloseable {
    private static final int PAUSE_MILLIS = 50;

    private final RunLocal night;
    private final String day;
    private final List<String> lake = new ArrayList<>();
    private final List<String> table = new ArrayList<>();
    private final Thread thread = new Thread(this::look, "poller");
    private int looksAtTable;
    private volatile boolean stopped;

    private Poller(RunLocal night, String day) {
        this.night = night;
        this.day = day;
    }

    static Poller of(RunLocal night, String day) {
        Poller poller = new Poller(night, day);
        poller.thread.start();
        return poller;
    }

    private void look() {
        try {
            while (!stopped) {
                note(lake, lakeNow());
                Optional<String> found = tableNow();
                if (found.isPresent()) {
                    looksAtTable++;
                    note(table, found.get());
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | SQLException | RuntimeException e) {
            lake.add("the poller failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void note(List<String> states, String state) {
        if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
            states.add(state);
        }
    }

    private String lakeNow() throws IOException, SQLException {
        String partition = "departed_on=" + day;
        Path generations = night.lake("curated/flights/_published/" + partition);
        if (!Files.exists(generations)) {
            return "nothing";
        }
        Optional<Path> current;
        try (Stream<Path> manifests = Files.list(generations)) {
            current = manifests
                    .filter(path -> path.getFileName().toString().endsWith(".json"))
                    .max(Comparator.naturalOrder());
        }
        if (current.isEmpty()) {
            return "nothing";
        }
        JsonNode manifest = new ObjectMapper().readTree(current.get().toFile());
        String folder = manifest.get("location").asText();
        Path files = night.lake("curated/flights/" + folder);
        long rows = 0;
        for (JsonNode file : manifest.get("files")) {
            Path path = files.resolve(file.get("path").asText());
            if (!Files.exists(path) || Files.size(path) != file.get("bytes").asLong()) {
                return path + " is not what generation " + manifest.get("generation") + " lists";
            }
            rows += file.get("rows").asLong();
        }
        String content = ContentDigests.lake(night, partition);
        return content.startsWith(rows + " rows, ") ? content : rows + " rows are listed, there are " + content;
    }

    /** Empty while the stack is down between two calls. */
    private Optional<String> tableNow() throws IOException {
        if (!Files.exists(night.work().resolve("stack.json"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(ContentDigests.table(night, day));
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            // 08: no connection; 57: the server is going down. An undefined table is a state, and a wrong one.
            return state.startsWith("08") || state.startsWith("57") ? Optional.empty() : Optional.of(e.toString());
        } catch (java.nio.file.NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The observed states of the lake in order, without consecutive repetitions. */
    List<String> lake() {
        return lake;
    }

    /** The states of the table. */
    List<String> table() {
        return table;
    }

    /** The number of queries that the table answered. */
    int looksAtTable() {
        return looksAtTable;
    }

    /** Ends the looking; the states are complete after that. */
    void stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
