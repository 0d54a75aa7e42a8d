package dev.madrugada.night;

import dev.madrugada.common.time.ArrivalDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A night with its defaults filled in.
 *
 * @param date the arrival day, in UTC
 * @param values every argument of the jobs, by name without dashes
 */
record NightPlan(LocalDate date, Map<String, String> values) {
    private static final int LONGEST_RUN_ID = 100;

    static NightPlan of(NightEvent event, PlanArguments arguments, Instant now) {
        LocalDate date = arguments.date().orElseGet(() -> lastDay(arguments, event, now));
        Map<String, String> values = new LinkedHashMap<>();
        values.put("dataset", arguments.dataset().toString());
        values.put("date", date.toString());
        values.put("lake", arguments.lake().toString());
        values.put("run-id", arguments.runId().orElseGet(() -> runId(date, event, now)));
        values.put("force", Boolean.toString(arguments.force()));
        arguments.now().ifPresent(given -> values.put("now", given.toString()));
        values.putAll(arguments.ofJobs());
        return new NightPlan(date, values);
    }

    /** Strings by name, and {@code arguments} with the dashes that Glue wants. */
    Map<String, Object> answer(String name, String title) {
        Map<String, String> arguments = new LinkedHashMap<>();
        values.forEach((key, value) -> arguments.put("--" + key, value));
        Map<String, Object> answer = new LinkedHashMap<>(values);
        // Always there: a path that matches nothing is an error in a state machine.
        answer.putIfAbsent("now", "");
        NightWarehouse.ADDRESS.forEach(untold -> answer.putIfAbsent(untold, ""));
        answer.put("name", name);
        answer.put("title", title);
        answer.put("arguments", arguments);
        return answer;
    }

    /** A night that starts late, or is retried past midnight, is still about the day it was scheduled for. */
    private static LocalDate lastDay(PlanArguments arguments, NightEvent event, Instant now) {
        Instant scheduled =
                arguments.time().orElseGet(() -> arguments.now().isPresent() ? now : instant(event.started(), now));
        return ArrivalDay.lastSettled(scheduled).date();
    }

    private static Instant instant(String text, Instant otherwise) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException none) {
            return otherwise;
        }
    }

    /** An execution's name is unique for 90 days; a call without one goes by its time. */
    private static String runId(LocalDate date, NightEvent event, Instant now) {
        String unique = event.execution().isEmpty() ? now.toString() : event.execution();
        String id = date + "-" + unique.replaceAll("[^A-Za-z0-9_-]", "-");
        return id.substring(0, Math.min(LONGEST_RUN_ID, id.length()));
    }
}
