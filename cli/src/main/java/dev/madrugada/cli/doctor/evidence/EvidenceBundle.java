package dev.madrugada.cli.doctor.evidence;

import dev.madrugada.common.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The redacted observations of one run of doctor, as a JSON file. */
public record EvidenceBundle(int version, List<Observation> observations) {
    static final int VERSION = 1;

    public EvidenceBundle {
        observations = List.copyOf(observations);
    }

    public byte[] json() {
        return Json.write(this);
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @param where the file, for the message
     */
    public static EvidenceBundle read(byte[] json, String where) {
        return Json.read(json, EvidenceBundle.class, where);
    }

    /**
     * What this bundle and another answer differently, one line for each behaviour that both have observed with the same
     * request. The wording is not compared.
     */
    public List<String> differences(EvidenceBundle other) {
        Map<String, Set<String>> theirs = other.answers();
        List<String> lines = new ArrayList<>();
        answers().forEach((question, answers) -> {
            Set<String> there = theirs.get(question);
            if (there != null && !there.equals(answers)) {
                lines.add(question + ": " + answers + " here, " + there + " there");
            }
        });
        return lines;
    }

    /** The behaviours that only this bundle has observed. */
    public List<String> unmatched(EvidenceBundle other) {
        Map<String, Set<String>> theirs = other.answers();
        return answers().keySet().stream()
                .filter(question -> !theirs.containsKey(question))
                .toList();
    }

    private Map<String, Set<String>> answers() {
        Map<String, Set<String>> answers = new LinkedHashMap<>();
        for (Observation seen : observations) {
            answers.computeIfAbsent(seen.behaviour() + " (" + seen.request() + ")", question -> new TreeSet<>())
                    .add(Objects.requireNonNull(seen.answer()));
        }
        return answers;
    }
}
