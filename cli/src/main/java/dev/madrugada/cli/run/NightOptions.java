package dev.madrugada.cli.run;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What {@code madrugada run} was asked for, checked.
 *
 * @param dataset the dataset's folder
 * @param date the arrival day
 * @param inputs the files of the day's records, in the order in which they were named
 * @param areGiven whether {@code --input} named them, or they are the dataset's sample
 */
record NightOptions(
        Path dataset,
        LocalDate date,
        List<Path> inputs,
        boolean areGiven,
        Arrivals arrivals,
        Path work,
        boolean isForced,
        boolean replacesInput,
        boolean keepsStack,
        boolean printsJson,
        Optional<Kill> kill) {

    NightOptions {
        inputs = List.copyOf(inputs);
    }

    /** When the day's records arrive. */
    enum Arrivals {
        /** A little after their event times. */
        EVENT_TIME,
        /** Evenly over the day, in line order. */
        SPREAD
    }

    /**
     * The stage whose process is to be killed.
     *
     * @param attempts how many of its attempts, from the first
     */
    record Kill(String stage, int attempts) {
        static final List<String> STAGES = List.of("ingest", "transform", "quality", "load", "report");

        boolean isMeant(String candidate, int attempt) {
            return stage.equals(candidate) && attempt <= attempts;
        }
    }

    /** When the night of the day runs: at 02:00 UTC of the next day. */
    Instant startsAt() {
        return date.plusDays(1).atTime(LocalTime.of(2, 0)).toInstant(ZoneOffset.UTC);
    }
}
