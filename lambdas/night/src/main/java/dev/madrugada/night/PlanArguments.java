package dev.madrugada.night;

import dev.madrugada.common.arguments.Argument;
import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.lambda.LambdaEvent;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The arguments of a night. Unknown names in the execution's input are refused, because the jobs' arguments are passed
 * to Glue. Glue would interpret {@code --extra-jars}, {@code --class} or {@code --conf} itself and override the job's
 * definition.
 *
 * @param ofJobs arguments of single jobs, by name; the jobs check the values
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html">job
 *     parameters</a>
 */
record PlanArguments(
        URI dataset,
        URI lake,
        Optional<LocalDate> date,
        Optional<Instant> time,
        Optional<Instant> now,
        Optional<String> runId,
        boolean force,
        Map<String, String> ofJobs,
        NightWarehouse warehouse) {
    /** The job arguments that an execution's input may contain. */
    static final List<String> OF_JOBS = List.of(
            "warehouse-secret",
            "warehouse-host",
            "warehouse-port",
            "warehouse-database",
            "copy-role",
            "settle-delay",
            "max-out-of-orderness",
            "deaggregate",
            "max-shards-per-task",
            "max-buffer-bytes",
            "on-expired",
            "role-arn",
            "external-id");

    static PlanArguments parse(LambdaEvent event) {
        ArgumentReader reader = new ArgumentReader(event.values());
        Argument<URI> dataset = reader.required("dataset", StageArguments::folder);
        Argument<URI> lake = reader.required("lake", StageArguments::lake);
        Argument<Optional<LocalDate>> date =
                reader.optional("date", text -> parsed(text, LocalDate::parse, "a day such as 2001-01-01"));
        Argument<Optional<Instant>> time = reader.optional("time", PlanArguments::instant);
        Argument<Optional<Instant>> now = reader.optional("now", PlanArguments::instant);
        Argument<Optional<String>> runId = reader.optional("run-id", StageArguments::runId);
        Argument<Boolean> force = reader.optional("force", PlanArguments::truth, false);
        Map<String, Argument<Optional<String>>> ofJobs = new LinkedHashMap<>();
        OF_JOBS.forEach(name -> ofJobs.put(name, reader.optional(name, PlanArguments::word)));
        NightWarehouse.Handles warehouse = NightWarehouse.ask(reader);
        event.others().forEach(name -> reader.problem("--" + name + " is not a text: write its value in quotes"));
        reader.verifyEach();
        Map<String, String> given = new LinkedHashMap<>();
        ofJobs.forEach((name, argument) -> argument.value().ifPresent(value -> given.put(name, value)));
        return new PlanArguments(
                dataset.value(),
                lake.value(),
                date.value(),
                time.value(),
                now.value(),
                runId.value(),
                force.value(),
                given,
                warehouse.values());
    }

    /** These arguments for another folder of the dataset. */
    PlanArguments withDataset(URI folder) {
        return new PlanArguments(folder, lake, date, time, now, runId, force, ofJobs, warehouse);
    }

    private static Instant instant(String text) {
        return parsed(text, Instant::parse, "an instant such as 2001-01-02T02:00:00Z");
    }

    private static <T> T parsed(String text, Function<String, T> parse, String form) {
        try {
            return parse.apply(text);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("must be " + form, wrong);
        }
    }

    /** Rejects a value that begins with two dashes, because a job would parse the value as an argument's name. */
    private static String word(String text) {
        if (text.startsWith("--")) {
            throw new IllegalArgumentException("must not begin with '--'");
        }
        return text;
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }
}
