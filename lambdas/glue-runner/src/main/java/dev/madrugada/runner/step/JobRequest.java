package dev.madrugada.runner.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.common.error.Problems;
import dev.madrugada.runner.task.TaskInput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A task's job: the fields of Glue's StartJobRun, and {@code GlueVersion}, which only checks the job's definition.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_StartJobRun.html">StartJobRun</a>
 */
public record JobRequest(
        String jobName,
        Map<String, String> arguments,
        Optional<String> workerType,
        OptionalInt numberOfWorkers,
        OptionalDouble maxCapacity,
        OptionalInt timeout,
        Optional<String> glueVersion,
        OptionalInt notifyDelayAfter,
        Optional<String> executionClass,
        Optional<String> securityConfiguration) {
    /** The name of the argument by which the runs of a claim are found. */
    static final String CLAIM = "--claim";

    private static final Set<String> FIELDS = Set.of(
            "JobName",
            "Arguments",
            "WorkerType",
            "NumberOfWorkers",
            "MaxCapacity",
            "Timeout",
            "GlueVersion",
            "NotificationProperty",
            "ExecutionClass",
            "SecurityConfiguration");

    public JobRequest {
        arguments = Map.copyOf(arguments);
    }

    /**
     * Reads a job.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments, naming every problem
     */
    static JobRequest parse(JsonNode job) {
        Problems problems = new Problems();
        Set<String> unknown = new TreeSet<>();
        job.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(FIELDS);
        unknown.forEach(name -> problems.add(TaskInput.problem("job." + name + " is not known")));
        Fields fields = new Fields(job, problems);
        String name = fields.text("JobName").orElse("");
        if (name.isEmpty() && !job.has("JobName")) {
            problems.add(TaskInput.problem("job.JobName is missing"));
        }
        Optional<String> workerType = fields.text("WorkerType");
        OptionalInt workers = fields.count("NumberOfWorkers");
        OptionalDouble capacity = fields.number("MaxCapacity");
        if (capacity.isPresent() && (workerType.isPresent() || workers.isPresent())) {
            problems.add(TaskInput.problem("job has MaxCapacity and workers, of which Glue takes one"));
        }
        if (workerType.isPresent() != workers.isPresent()) {
            problems.add(TaskInput.problem("job has one of WorkerType and NumberOfWorkers, which belong together"));
        }
        JobRequest request = new JobRequest(
                name,
                arguments(job.path("Arguments"), problems),
                workerType,
                workers,
                capacity,
                fields.count("Timeout"),
                fields.text("GlueVersion"),
                new Fields(job.path("NotificationProperty"), problems).count("NotifyDelayAfter"),
                fields.text("ExecutionClass"),
                fields.text("SecurityConfiguration"));
        problems.throwIfAny("the task's parameters");
        return request;
    }

    JobRequest withClaim(String claim) {
        Map<String, String> more = new LinkedHashMap<>(arguments);
        more.put(CLAIM, claim);
        return new JobRequest(
                jobName,
                more,
                workerType,
                numberOfWorkers,
                maxCapacity,
                timeout,
                glueVersion,
                notifyDelayAfter,
                executionClass,
                securityConfiguration);
    }

    String argument(String name) {
        return arguments.getOrDefault(name, "");
    }

    private static Map<String, String> arguments(JsonNode given, Problems problems) {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (!given.isObject() && !given.isMissingNode()) {
            problems.add(TaskInput.problem("job.Arguments is no JSON object"));
        }
        given.fields().forEachRemaining(argument -> {
            if (!argument.getKey().startsWith("--") || argument.getKey().equals(CLAIM)) {
                problems.add(TaskInput.problem("job.Arguments has " + argument.getKey()
                        + ": a name begins with two dashes, and --claim is the runner's"));
            } else if (!argument.getValue().isTextual()) {
                problems.add(TaskInput.problem("job.Arguments." + argument.getKey() + " is no text"));
            } else {
                arguments.put(argument.getKey(), argument.getValue().textValue());
            }
        });
        return arguments;
    }

    /** Reads typed fields, and notes the problem of a field that has another type. */
    private record Fields(JsonNode json, Problems problems) {
        Optional<String> text(String name) {
            JsonNode value = json.path(name);
            if (value.isMissingNode()) {
                return Optional.empty();
            }
            if (!value.isTextual() || value.textValue().isBlank()) {
                problems.add(TaskInput.problem("job." + name + " is no text"));
                return Optional.empty();
            }
            return Optional.of(value.textValue());
        }

        OptionalInt count(String name) {
            JsonNode value = json.path(name);
            if (value.isMissingNode()) {
                return OptionalInt.empty();
            }
            if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1) {
                problems.add(TaskInput.problem("job." + name + " is no count from 1"));
                return OptionalInt.empty();
            }
            return OptionalInt.of(value.intValue());
        }

        OptionalDouble number(String name) {
            JsonNode value = json.path(name);
            if (value.isMissingNode()) {
                return OptionalDouble.empty();
            }
            // The value of anything but a number is 0.
            if (value.doubleValue() <= 0) {
                problems.add(TaskInput.problem("job." + name + " is no number above 0"));
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(value.doubleValue());
        }
    }
}
