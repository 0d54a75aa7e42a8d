package dev.madrugada.cli.doctor.evidence;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The redacted observations of runs of doctor, as a JSON file.
 *
 * @param endpoints what answered: AWS, or the endpoints that variables of the environment named
 */
public record EvidenceBundle(int version, String endpoints, List<Observation> observations) {
    /** AWS's own endpoints. */
    public static final String AWS = "aws";

    /** Endpoints of the environment, such as the local stack's. */
    public static final String CUSTOM = "custom";

    static final int VERSION = 1;

    public EvidenceBundle {
        observations = List.copyOf(observations);
    }

    /** All observations of several runs, each once, in the order of their questions and answers. */
    public static EvidenceBundle merged(Collection<EvidenceBundle> bundles) {
        return new EvidenceBundle(
                VERSION,
                bundles.stream().allMatch(bundle -> bundle.endpoints().equals(AWS)) ? AWS : CUSTOM,
                bundles.stream()
                        .flatMap(bundle -> bundle.observations().stream())
                        .distinct()
                        .sorted(Comparator.comparing(Observation::behaviour)
                                .thenComparing(Observation::request)
                                .thenComparing(Observation::answer)
                                .thenComparing(Observation::wording))
                        .toList());
    }

    public byte[] json() {
        return Json.write(this);
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @param where the file, for the message
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing if it is no bundle; InvalidArguments if another
     *     release wrote it in another form
     */
    public static EvidenceBundle read(byte[] json, String where) {
        EvidenceBundle read = Json.read(json, EvidenceBundle.class, where);
        if (read.version() != VERSION) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at(where)
                    .what("its version is " + read.version())
                    .because("this release reads version " + VERSION)
                    .fix("write it with this release's doctor --evidence")
                    .exception();
        }
        return read;
    }

    /**
     * Each answer of this bundle that the other never got to the same question, one line a question. A question is a
     * behaviour with a request's shape. The wording is not compared, and neither are questions that only one of them asked.
     */
    public List<String> differences(EvidenceBundle other) {
        Map<String, Set<String>> theirs = other.answers();
        List<String> lines = new ArrayList<>();
        answers().forEach((question, answers) -> {
            Set<String> there = theirs.get(question);
            if (there != null && !there.containsAll(answers)) {
                lines.add(question + ": " + answers + " here, " + there + " there");
            }
        });
        return lines;
    }

    /** The questions that only this bundle asked. */
    public List<String> unmatched(EvidenceBundle other) {
        Map<String, Set<String>> theirs = other.answers();
        return answers().keySet().stream()
                .filter(question -> !theirs.containsKey(question))
                .toList();
    }

    /** The number of questions. */
    public int questions() {
        return answers().size();
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
