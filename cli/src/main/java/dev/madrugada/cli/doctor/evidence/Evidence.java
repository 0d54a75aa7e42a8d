package dev.madrugada.cli.doctor.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects observations. Thread-safe. Nothing is redacted before {@link #bundle}, which knows all names. */
public final class Evidence {
    private final Set<Observation> observations = new LinkedHashSet<>();
    private final Set<String> names = new TreeSet<>();

    /** Adds an observation; a second equal one changes nothing. */
    public synchronized void observe(Observation observation) {
        observations.add(observation);
    }

    public void observe(String behaviour, String request, String answer, String wording) {
        observe(new Observation(behaviour, request, answer, wording));
    }

    /** Adds a text that must not be in the bundle. */
    public synchronized void conceal(String name) {
        names.add(name);
    }

    /**
     * The observations so far, redacted.
     *
     * @param endpoints what answered: {@link EvidenceBundle#AWS} or {@link EvidenceBundle#CUSTOM}
     */
    public synchronized EvidenceBundle bundle(String endpoints) {
        Redaction redaction = new Redaction(names);
        List<Observation> redacted = new ArrayList<>();
        for (Observation seen : observations) {
            Observation safe = new Observation(
                    seen.behaviour(), seen.request(), redaction.of(seen.answer()), redaction.of(seen.wording()));
            if (!redacted.contains(safe)) {
                redacted.add(safe);
            }
        }
        return new EvidenceBundle(EvidenceBundle.VERSION, endpoints, redacted);
    }
}
