package dev.madrugada.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.cli.run.NightOptions.Kill;
import dev.madrugada.cli.run.StateMachineProcess.TaskException;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Implements {@code --fail}: kills (-9) a stage's process after it has written data and before it publishes. The stack
 * holds the publishing request until then, so that each kill hits the same point. The stage needs no code for it.
 */
record StageKiller(
        Optional<Kill> kill,
        StackClient stack,
        ObjectStore store,
        Lake lake,
        NightConsole console,
        NightEvents events) {
    private static final int LOOK_MILLIS = 25;
    private static final int NAMED = 4;

    /** The lake, the dataset and the day that the stage writes. */
    record Lake(URI root, String dataset, LocalDate date) {
        String nameOf(URI object) {
            return object.getPath().substring(root.getPath().length());
        }
    }

    /** An object that an attempt wrote, with its key relative to the lake. */
    record Written(String object, long bytes) {}

    /** Runs an attempt, and kills its process if {@code --fail} selects the attempt. */
    JsonNode during(
            String stage, int attempt, StageAttempt work, java.util.function.Consumer<WatchedProcesses.Started> started)
            throws TaskException, IOException {
        if (kill.filter(meant -> meant.isMeant(stage, attempt)).isEmpty()) {
            return work.run(attempt, started);
        }
        List<StoredObject> before = store.list(lake.root());
        stack.hold(heldPuts(stage), String.valueOf(stage.equals("load")));
        List<CompletableFuture<Void>> strikes = new ArrayList<>();
        try {
            return work.run(attempt, process -> {
                started.accept(process);
                strikes.add(CompletableFuture.runAsync(() -> strike(stage, attempt, process, before))
                        .whenComplete((done, failed) -> killIfFailed(process, failed)));
            });
        } finally {
            try {
                strikes.forEach(CompletableFuture::join);
            } finally {
                // Ends the dead process's transaction, so that its locks do not block the next attempt.
                stack.dropHeld();
            }
        }
    }

    /** A stage whose publication is held would wait for ever for a strike that failed. */
    private static void killIfFailed(WatchedProcesses.Started process, @Nullable Throwable failed) {
        if (failed != null) {
            process.kill();
        }
    }

    private void strike(String stage, int attempt, WatchedProcesses.Started process, List<StoredObject> before) {
        Optional<JsonNode> held = firstHeld(process);
        if (held.isEmpty()) {
            console.line("  --fail " + stage + ": it ended without publishing anything, so there was nothing to kill");
            return;
        }
        List<Written> written = changed(before, store.list(lake.root())).stream()
                .map(object -> new Written(lake.nameOf(object.uri()), object.bytes()))
                .toList();
        process.kill();
        int status = process.ended().join();
        boolean isCommit = held.get().path("kind").asText().equals("commit");
        String publishing = isCommit
                ? "the commit of its rows"
                : held.get().path("name").asText().substring(prefix().length());
        ObjectNode event = NightEvents.details()
                .put("stage", stage)
                .put("attempt", attempt)
                .put("pid", process.pid())
                .put("signal", "SIGKILL")
                .put("exit-status", status);
        written.forEach(each -> event.withArray("/written")
                .addObject()
                .put("object", each.object())
                .put("bytes", each.bytes()));
        event.withArray("/written");
        events.add("killed", event.put("before", publishing));
        console.line("  --fail " + stage + ": attempt " + attempt + ", process " + process.pid()
                + ", got kill -9 and ended with " + status);
        console.line("    it had written " + named(written) + (isCommit ? ", and rows that are not committed" : ""));
        console.line("    it had not published: " + publishing);
    }

    private Optional<JsonNode> firstHeld(WatchedProcesses.Started process) {
        while (!process.ended().isDone()) {
            JsonNode held = stack.held();
            if (!held.isEmpty()) {
                return Optional.of(held.get(0));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The lake's bucket and key prefix. */
    private String prefix() {
        return lake.root().getHost() + lake.root().getPath();
    }

    private String heldPuts(String stage) {
        return Pattern.quote(prefix()) + "("
                + String.join("|", publications(stage, Pattern.quote(lake.dataset()), lake.date())) + ")";
    }

    /**
     * Patterns of the keys, relative to the lake, whose put makes a stage's work visible, to readers or to later stages. A stage without new data
     * still puts its run record.
     */
    static List<String> publications(String stage, String dataset, LocalDate date) {
        List<String> patterns = new ArrayList<>();
        switch (stage) {
            case "ingest" -> patterns.add("raw/" + dataset + "/_published/.*");
            case "transform" -> {
                patterns.add("quarantine/" + dataset + "/_published/.*");
                patterns.add("curated/" + dataset + "/_staged/.*");
            }
            case "quality" -> patterns.add("quality/" + dataset + "/.*[.]json");
            case "gate" -> patterns.add("curated/" + dataset + "/_published/.*");
            case "report" -> patterns.add("reports/" + dataset + "/dt=" + date + "/report[.]html");
            default -> {}
        }
        patterns.add("runs/" + dataset + "/" + date + "/" + stage + "[.]json");
        return patterns;
    }

    /** The objects that are new or changed. */
    static List<StoredObject> changed(List<StoredObject> before, List<StoredObject> after) {
        Set<StoredObject> known = new HashSet<>(before);
        return after.stream().filter(object -> !known.contains(object)).toList();
    }

    /** Names the few largest objects, and gives only the number of the others. */
    static String named(List<Written> written) {
        if (written.isEmpty()) {
            return "no object that is left";
        }
        String few = written.stream()
                .sorted(Comparator.comparingLong(Written::bytes).reversed())
                .limit(NAMED)
                .map(each -> each.object() + " (" + each.bytes() + " bytes)")
                .collect(Collectors.joining(", "));
        return written.size() > NAMED ? few + ", " + (written.size() - NAMED) + " more" : few;
    }
}
