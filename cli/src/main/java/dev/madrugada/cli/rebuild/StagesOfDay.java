package dev.madrugada.cli.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.cli.stage.FunctionCommand;
import dev.madrugada.cli.stage.SubmittedStage;
import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stages of a day as processes: transform, quality, gate, load. The report is not made again.
 *
 * @param stages runs the jobs
 * @param common the arguments of every stage but the date
 * @param load the load's own arguments; empty if the warehouse is not loaded
 */
record StagesOfDay(SubmittedStage stages, List<String> common, Optional<List<String>> load) implements DayRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    StagesOfDay {
        common = List.copyOf(common);
        load = load.map(List::copyOf);
    }

    @Override
    public Optional<Failure> run(LocalDate day) {
        List<String> arguments = new ArrayList<>(common);
        arguments.addAll(List.of("--date", day.toString()));
        try {
            Optional<Failure> failure = job("transform", arguments);
            if (failure.isEmpty()) {
                failure = quality(arguments);
            }
            if (failure.isEmpty()) {
                failure = gate(arguments);
            }
            if (failure.isEmpty() && load.isPresent()) {
                arguments.addAll(load.get());
                failure = job("load", arguments);
            }
            return failure;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of(new Failure("rebuild", ErrorCategory.INFRASTRUCTURE, "it was interrupted"));
        }
    }

    private Optional<Failure> job(String stage, List<String> arguments) throws IOException, InterruptedException {
        int status = stages.run(stage, arguments);
        return status == 0 ? Optional.empty() : Optional.of(new Failure(stage, category(status), "see above"));
    }

    /** A failed verdict is a result: the gate decides what follows. */
    private Optional<Failure> quality(List<String> arguments) throws IOException, InterruptedException {
        return job("quality", arguments).filter(failure -> failure.category() != ErrorCategory.DATA);
    }

    private Optional<Failure> gate(List<String> arguments) throws IOException, InterruptedException {
        Path event = Files.createTempFile("madrugada.", ".event.json");
        Path result = Files.createTempFile("madrugada.", ".result.json");
        try {
            Files.write(event, JSON.writeValueAsBytes(event(arguments)));
            Process process = new ProcessBuilder(FunctionCommand.of(stages.root(), "gate", event, result))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int status = process.waitFor();
            return decided(JSON.readTree(result.toFile()), status);
        } finally {
            Files.deleteIfExists(event);
            Files.deleteIfExists(result);
        }
    }

    /** The job's arguments as a function takes them: names without dashes. */
    private static Map<String, String> event(List<String> arguments) {
        Map<String, String> event = new java.util.LinkedHashMap<>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            event.put(arguments.get(i).substring(2), arguments.get(i + 1));
        }
        return event;
    }

    /** The failure by the gate's answer, or by the error that it threw. */
    static Optional<Failure> decided(JsonNode answer, int status) {
        if (status == 0 && answer.path("passed").asBoolean()) {
            return Optional.empty();
        }
        String message = answer.path(status == 0 ? "message" : "errorMessage").asText();
        ErrorCategory category = Arrays.stream(ErrorCode.values())
                .filter(code -> message.startsWith(code + ": "))
                .findFirst()
                .map(ErrorCode::category)
                .orElse(ErrorCategory.INTERNAL);
        return Optional.of(new Failure("gate", category, message));
    }

    private static ErrorCategory category(int status) {
        return Arrays.stream(ErrorCategory.values())
                .filter(category -> category.exitStatus() == status)
                .findFirst()
                .orElse(ErrorCategory.INFRASTRUCTURE);
    }
}
