package dev.madrugada.night.machine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The stages of the state machine, in order. {@link #PLAN} runs once; the others run for each night of its answer. */
public enum NightStage {
    PLAN(Runner.FUNCTION, 60, OnConflict.RETRY_IN_PLACE),
    INGEST(Runner.JOB, 21_600, OnConflict.RETRY_IN_PLACE),
    TRANSFORM(Runner.JOB, 21_600, OnConflict.RETRY_IN_PLACE),
    QUALITY(Runner.JOB, 14_400, OnConflict.RESTART_AT_INGEST),
    GATE(Runner.FUNCTION, 300, OnConflict.RESTART_AT_INGEST),
    LOAD(Runner.JOB, 14_400, OnConflict.RESTART_AT_INGEST),
    REPORT(Runner.FUNCTION, 600, OnConflict.RETRY_IN_PLACE);

    /** What runs a stage. */
    public enum Runner {
        JOB,
        FUNCTION
    }

    /**
     * What follows when another run has published over a stage's input. Ingest and transform read what is published
     * when they run again. Quality, gate and load look for what this night's transform published, and only a new
     * transform finds what is there now. The way begins at ingest, because the other run may have published raw and
     * died before it left a record; ingest whose raw is complete is skipped in seconds.
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

    /** The name in JSON: in lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its state. */
    public String state() {
        return name().charAt(0) + key().substring(1);
    }

    public Runner runner() {
        return runner;
    }

    /** The most that one attempt may take; the state machine fails the task after it. */
    public int limitSeconds() {
        return limitSeconds;
    }

    public boolean restartsAtIngest() {
        return onConflict == OnConflict.RESTART_AT_INGEST;
    }
}
