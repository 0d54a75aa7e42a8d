package dev.madrugada.night.machine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The stages of the state machine, in order. {@link #PLAN} runs once; the others run once for each night of its answer.
 */
public enum NightStage {
    PLAN(Runner.FUNCTION, 60, OnConflict.RETRY_IN_PLACE),
    INGEST(Runner.JOB, 21_600, OnConflict.RETRY_IN_PLACE),
    TRANSFORM(Runner.JOB, 21_600, OnConflict.RETRY_IN_PLACE),
    QUALITY(Runner.JOB, 14_400, OnConflict.RESTART_AT_INGEST),
    GATE(Runner.FUNCTION, 600, OnConflict.RESTART_AT_INGEST),
    LOAD(Runner.JOB, 14_400, OnConflict.RESTART_AT_INGEST),
    REPORT(Runner.FUNCTION, 600, OnConflict.RETRY_IN_PLACE);

    /** The service that runs a stage. */
    public enum Runner {
        JOB,
        FUNCTION
    }

    /**
     * The reaction if another run has replaced a stage's published input. Ingest and transform are retried in place,
     * because they read the current input. Quality and gate need the partitions that this night's transform staged, and
     * the load those that its gate published, so a new transform must read the current input first. The restart begins
     * at ingest, because the other run may have published raw and died before it wrote its run record. An ingest whose
     * raw is complete is skipped within seconds.
     */
    public enum OnConflict {
        RETRY_IN_PLACE,
        RESTART_AT_INGEST
    }

    private final Runner runner;
    private final int limitSeconds;
    private final OnConflict onConflict;

    NightStage(Runner runner, int limitSeconds, OnConflict onConflict) {
        this.runner = runner;
        this.limitSeconds = limitSeconds;
        this.onConflict = onConflict;
    }

    /** The stages of one night. */
    public static List<NightStage> ofNight() {
        return Arrays.stream(values()).filter(stage -> stage != PLAN).toList();
    }

    public static Optional<NightStage> of(String key) {
        return Arrays.stream(values()).filter(stage -> stage.key().equals(key)).findFirst();
    }

    /** The stage's name in JSON, in lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the stage's state. */
    public String state() {
        return name().charAt(0) + key().substring(1);
    }

    public Runner runner() {
        return runner;
    }

    /** The time limit of one attempt, in seconds; the state machine then fails the task. */
    public int limitSeconds() {
        return limitSeconds;
    }

    public boolean restartsAtIngest() {
        return onConflict == OnConflict.RESTART_AT_INGEST;
    }
}
