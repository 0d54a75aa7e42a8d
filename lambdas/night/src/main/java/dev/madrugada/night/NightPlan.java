package dev.madrugada.night;

import dev.madrugada.common.contract.PinnedFolder;
import dev.madrugada.common.lambda.LambdaEvent;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.night.failure.Attempts;
import dev.madrugada.night.machine.StepFunction;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A night with its defaults filled in.
 *
 * @param date the arrival day in the dataset's day-zone
 * @param values every argument of the jobs, by name without dashes
 */
record NightPlan(LocalDate date, Map<String, String> values) {
    private static final int LONGEST_RUN_ID = 100;

    /** The night of the date that the input gives, or else of the last day that has settled at the scheduled time. */
    static NightPlan of(LambdaEvent event, PlanArguments arguments, ZoneId zone, Instant now) {
        LocalDate date = arguments.date().orElseGet(() -> lastDay(arguments, event, zone, now));
        return on(date, event, arguments, now);
    }

    /** The night of an earlier day that had none. It is not forced, because nobody asked for this day. */
    static NightPlan madeUp(LocalDate date, LambdaEvent event, PlanArguments arguments, Instant now) {
        NightPlan plan = on(date, event, arguments, now);
        plan.values.put("force", "false");
        return plan;
    }

    private static NightPlan on(LocalDate date, LambdaEvent event, PlanArguments arguments, Instant now) {
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

    /**
     * An item of the state machine's Map. {@code night} has strings by name and is the input of each function. {@code
     * arguments} has the jobs' arguments, with the dashes that Glue requires. {@code limits} has seconds by stage.
     * {@code ended} is the end of plan, with a text for operations or an empty one. {@code resume} is the input that starts this night again. {@code failure} has the failure function's answer
     * before any failure.
     */
    Map<String, Object> item(String name, String title, LambdaEvent event, Map<String, Integer> limits, String alert) {
        Map<String, String> arguments = new LinkedHashMap<>();
        values.forEach((key, value) -> arguments.put("--" + key, value));
        Map<String, String> night = new LinkedHashMap<>(values);
        String secret = event.setting("warehouse-secret");
        if (!secret.isEmpty()) {
            night.putIfAbsent("warehouse-secret", secret);
        }
        night.put("name", name);
        night.put("title", title);
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("night", night);
        item.put("arguments", arguments);
        item.put("ended", StepFunction.planned(alert));
        item.put("limits", limits);
        item.put("resume", resume(event));
        item.put(
                "failure",
                Map.of("decision", Map.of("attempts", Attempts.first().json())));
        return item;
    }

    /**
     * The input of a new execution of this night: the date and the dataset's folder are fixed, finished work is skipped,
     * and the run id is new.
     */
    private Map<String, String> resume(LambdaEvent event) {
        Map<String, String> resume = new TreeMap<>(event.values());
        List.of("force", "now", "run-id", "time").forEach(resume::remove);
        URI folder = URI.create(String.valueOf(values.get("dataset")));
        if (PinnedFolder.isPinned(folder)) {
            resume.put("dataset", folder.toString());
        }
        resume.put("date", date.toString());
        return resume;
    }

    /** The last settled day at the scheduled time, so that a night that starts late or is retried keeps its day. */
    private static LocalDate lastDay(PlanArguments arguments, LambdaEvent event, ZoneId zone, Instant now) {
        Instant scheduled =
                arguments.time().orElseGet(() -> arguments.now().isPresent() ? now : instant(event.started(), now));
        return ArrivalDay.lastSettled(scheduled, zone).date();
    }

    private static Instant instant(String text, Instant otherwise) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException none) {
            return otherwise;
        }
    }

    /** The run id: the date and the execution's name, which is unique for 90 days, or else the time of the call. */
    private static String runId(LocalDate date, LambdaEvent event, Instant now) {
        String unique = event.execution().isEmpty() ? now.toString() : event.execution();
        String id = date + "-" + unique.replaceAll("[^A-Za-z0-9_-]", "-");
        return id.substring(0, Math.min(LONGEST_RUN_ID, id.length()));
    }
}
