package dev.madrugada.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.cli.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a doctor process.
 *
 * @param exit the process's exit status
 * @param all each check's outcome
 * @param console standard error, for messages
 */
record Checkups(int exit, List<Checked> all, String console) {
    /** A check's outcome as {@code --json} prints it. */
    record Checked(String check, String status, String seen, String fix) {
        boolean isToDo() {
            return status.equals("FAILED") || status.equals("WARNING");
        }
    }

    static Checkups of(Command done) throws IOException {
        List<Checked> all = new ArrayList<>();
        for (JsonNode outcome : new ObjectMapper().readTree(String.join("\n", done.out()))) {
            all.add(new Checked(
                    outcome.path("check").asText(),
                    outcome.path("status").asText(),
                    outcome.path("seen").asText(),
                    outcome.path("fix").asText()));
        }
        return new Checkups(done.status(), all, String.join("\n", done.err()));
    }

    /** The checks that found something to do. */
    List<Checked> toDo() {
        return all.stream().filter(Checked::isToDo).toList();
    }

    Checked named(String check) {
        return all.stream()
                .filter(outcome -> outcome.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + check + " in " + all + "\n" + console));
    }
}
