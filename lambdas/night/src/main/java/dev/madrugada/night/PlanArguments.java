package dev.madrugada.night;

import dev.madrugada.common.arguments.Argument;
import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.StageArguments;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** What a night is asked for. */
record PlanArguments(
        URI dataset,
        URI lake,
        Optional<LocalDate> date,
        Optional<Instant> time,
        Optional<Instant> now,
        Optional<String> runId,
        boolean force) {

    static PlanArguments parse(NightEvent event) {
        ArgumentReader reader = new ArgumentReader(event.arguments());
        Argument<URI> dataset = reader.required("dataset", StageArguments::folder);
        Argument<URI> lake = reader.required("lake", StageArguments::lake);
        Argument<Optional<LocalDate>> date =
                reader.optional("date", text -> parsed(text, LocalDate::parse, "a day such as 2001-01-01"));
        Argument<Optional<Instant>> time = reader.optional("time", PlanArguments::instant);
        Argument<Optional<Instant>> now = reader.optional("now", PlanArguments::instant);
        Argument<Optional<String>> runId = reader.optional("run-id", PlanArguments::runId);
        Argument<Boolean> force = reader.optional("force", PlanArguments::truth, false);
        reader.verify();
        return new PlanArguments(
                dataset.value(), lake.value(), date.value(), time.value(), now.value(), runId.value(), force.value());
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

    private static String runId(String text) {
        if (!text.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new IllegalArgumentException("must be 1 to 100 letters, digits, '-' or '_'");
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
