package dev.madrugada.transform;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.run.CodeDigest;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the stage's result depends on, known without a Spark session.
 *
 * @param earlier published event days that earlier runs of this day affected: what moved away from them must go
 * @param raw the published raw days in the windows of every event day the arrival day may touch
 */
record TransformInputs(
        DatasetFolder folder, LocalDate date, NavigableSet<LocalDate> earlier, NavigableMap<LocalDate, Manifest> raw) {
    TransformInputs {
        earlier = Collections.unmodifiableNavigableSet(new TreeSet<>(earlier));
        raw = Collections.unmodifiableNavigableMap(new TreeMap<>(raw));
    }

    /**
     * Looks up what is published.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if the arrival day has no raw
     */
    static TransformInputs found(
            DatasetFolder folder, LocalDate date, TransformTables tables, EarlierRuns earlierRuns) {
        LatenessWindow window = new LatenessWindow(folder.contract().eventTime());
        NavigableSet<LocalDate> earlier = earlierRuns.published();
        NavigableSet<LocalDate> eventDays = new TreeSet<>(window.eventDaysOf(date));
        eventDays.addAll(earlier);
        NavigableMap<LocalDate, Manifest> raw = new TreeMap<>();
        raw.put(date, tables.raw().require(LakeLayout.arrivalDay(date)));
        for (LocalDate day : window.arrivalDaysOf(eventDays)) {
            if (!day.equals(date)) {
                tables.raw().current(LakeLayout.arrivalDay(day)).ifPresent(manifest -> raw.put(day, manifest));
            }
        }
        return new TransformInputs(folder, date, earlier, raw);
    }

    StageIdentity identity() {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put("contract", folder.transformDigest().text());
        inputs.put("lookups", folder.lookupsDigest().text());
        inputs.put("code", CodeDigest.of(TransformStage.class));
        raw.forEach((day, manifest) -> inputs.put(
                StageIdentity.rawInput(LakeLayout.arrivalDay(day)),
                manifest.content().text()));
        return new StageIdentity(StageName.TRANSFORM, contract().dataset(), date, inputs);
    }

    DatasetContract contract() {
        return folder.contract();
    }

    /** The raw of the arrival day itself. */
    Manifest arrived() {
        return Optional.ofNullable(raw.get(date)).orElseThrow();
    }

    /** The other raw days that may bring records of the event days. */
    NavigableMap<LocalDate, Manifest> othersFor(Collection<LocalDate> eventDays) {
        NavigableMap<LocalDate, Manifest> others = new TreeMap<>(raw);
        others.keySet().retainAll(new LatenessWindow(contract().eventTime()).arrivalDaysOf(eventDays));
        others.remove(date);
        return others;
    }
}
