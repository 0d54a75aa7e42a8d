package dev.madrugada.transform;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.run.CodeDigest;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.time.ArrivalDay;
import java.time.LocalDate;
import java.time.ZoneId;
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
 * @param raw the published hours of the arrival days in the windows of every event day the arrival day may touch; of
 *     the arrival day itself, all hours are published
 */
record TransformInputs(
        DatasetFolder folder,
        LocalDate date,
        NavigableSet<LocalDate> earlier,
        NavigableMap<LocalDate, PublishedHours> raw) {
    TransformInputs {
        earlier = Collections.unmodifiableNavigableSet(new TreeSet<>(earlier));
        raw = Collections.unmodifiableNavigableMap(new TreeMap<>(raw));
    }

    /**
     * Looks up what is published.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if hours of the arrival day are not published
     */
    static TransformInputs found(
            DatasetFolder folder, LocalDate date, TransformTables tables, EarlierRuns earlierRuns) {
        LatenessWindow window = new LatenessWindow(folder.contract().eventTime());
        NavigableSet<LocalDate> earlier = earlierRuns.published();
        NavigableSet<LocalDate> eventDays = new TreeSet<>(window.eventDaysOf(date));
        eventDays.addAll(earlier);
        ZoneId zone = folder.contract().eventTime().zone();
        NavigableMap<LocalDate, PublishedHours> raw = new TreeMap<>();
        raw.put(
                date,
                PublishedHours.of(tables.raw(), new ArrivalDay(date, zone))
                        .requireWhole(tables.raw().table()));
        for (LocalDate day : window.arrivalDaysOf(eventDays)) {
            if (!day.equals(date)) {
                PublishedHours hours = PublishedHours.of(tables.raw(), new ArrivalDay(day, zone));
                if (!hours.manifests().isEmpty()) {
                    raw.put(day, hours);
                }
            }
        }
        return new TransformInputs(folder, date, earlier, raw);
    }

    StageIdentity identity() {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put("contract", folder.transformDigest().text());
        inputs.put("lookups", folder.lookupsDigest().text());
        inputs.put("code", CodeDigest.of(TransformStage.class));
        raw.values().stream()
                .flatMap(hours -> hours.manifests().values().stream())
                .forEach(manifest -> inputs.put(
                        StageIdentity.rawInput(manifest.partition()),
                        manifest.content().text()));
        return new StageIdentity(StageName.TRANSFORM, contract().dataset(), date, inputs);
    }

    DatasetContract contract() {
        return folder.contract();
    }

    /** The raw of the arrival day itself. */
    PublishedHours arrived() {
        return Optional.ofNullable(raw.get(date)).orElseThrow();
    }

    /** The other raw days that may bring records of the event days. */
    NavigableMap<LocalDate, PublishedHours> othersFor(Collection<LocalDate> eventDays) {
        NavigableMap<LocalDate, PublishedHours> others = new TreeMap<>(raw);
        others.keySet().retainAll(new LatenessWindow(contract().eventTime()).arrivalDaysOf(eventDays));
        others.remove(date);
        return others;
    }
}
