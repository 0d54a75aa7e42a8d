package dev.madrugada.cli.run;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The checked options of {@code madrugada run}.
 *
 * @param dataset the dataset's folder
 * @param date the arrival day
 * @param inputs the files of the day's records, in the order of the command line
 * @param areGiven whether {@code --input} named the files; if not, they are the dataset's sample
 */
record NightOptions(
        Path dataset,
        LocalDate date,
        List<Path> inputs,
        boolean areGiven,
        Optional<Arrivals> arrivals,
        Path work,
        boolean isForced,
        boolean replacesInput,
        boolean keepsStack,
        boolean printsJson,
        Through through,
        Optional<Kill> kill) {

    NightOptions {
        inputs = List.copyOf(inputs);
    }

    /** How the state machine runs the jobs. */
    enum Through {
        /** {@code step-function.json}: its states wait for their jobs. */
        SYNC,
        /** {@code step-function-activities.json}: the glue-runner does the tasks of its activity. */
        ACTIVITIES
    }

    /** When the day's records arrive. */
    enum Arrivals {
        /** A little after the records' event times. */
        EVENT_TIME,
        /** Evenly over the day, in line order. */
        SPREAD
    }

    /**
     * The stage whose process {@code --fail} kills.
     *
     * @param attempts number of attempts that are killed, from the first
     */
    record Kill(String stage, int attempts) {
        static final List<String> STAGES = List.of("ingest", "transform", "quality", "gate", "load", "report");

        boolean isMeant(String candidate, int attempt) {
            return stage.equals(candidate) && attempt <= attempts;
        }
    }

    /** The start of the day's night: 02:00 of the next day in a zone, or later if clocks skip that time. */
    Instant startsAt(ZoneId zone) {
        return date.plusDays(1).atTime(LocalTime.of(2, 0)).atZone(zone).toInstant();
    }
}
