package dev.madrugada.runner.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A task's input, which is the {@code Parameters} of its state:
 *
 * <pre>{"claim": {"execution", "state", "entered", "retry"}, "started", "record": {"name", "stage"},
 *  "job" | "crawler" | "trigger" | "mail": {…}}</pre>
 *
 * @param kind the field that says what to do
 * @param work the value of that field
 * @param started the start of the execution as text; may be empty
 * @param recordName the dataset's name, for the job's failure record; may be empty
 * @param stage the stage's name in lower case, for the job's failure record; may be empty
 */
public record TaskInput(Kind kind, JsonNode work, String started, String recordName, String stage) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> CLAIM = List.of("execution", "state", "entered", "retry");
    private static final int ID_LENGTH = 40;

    /** What a task asks for. */
    public enum Kind {
        JOB,
        CRAWLER,
        TRIGGER,
        MAIL;

        /** The field of a task's input. */
        public String field() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * The id of the task's claim: a digest of the whole input, which has the execution, the state, the time at which
     * the state was entered and the number of its retries. An input without them is claimed by its token.
     */
    public static String claimId(Activities.Task task) {
        JsonNode input = json(task.input());
        boolean isIdentified =
                CLAIM.stream().allMatch(part -> input.path("claim").path(part).isValueNode());
        return digest(isIdentified ? input.toString() : task.token());
    }

    /**
     * Reads an input.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments, naming every problem
     */
    public static TaskInput parse(String text) {
        JsonNode input = json(text);
        Problems problems = new Problems();
        Set<String> unknown = new TreeSet<>();
        input.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(Set.of("claim", "started", "record"));
        List<Kind> kinds = Stream.of(Kind.values())
                .filter(kind -> unknown.remove(kind.field()))
                .toList();
        if (!input.isObject()) {
            problems.add(problem("they are no JSON object"));
        }
        CLAIM.stream()
                .filter(part -> !input.path("claim").path(part).isValueNode())
                .forEach(part -> problems.add(problem("claim." + part + " is missing")));
        unknown.forEach(name -> problems.add(problem(name + " is not known")));
        if (kinds.size() != 1) {
            problems.add(problem("they have " + kinds.size() + " of the fields job, crawler, trigger and mail"));
        } else if (!input.path(kinds.get(0).field()).isObject()) {
            problems.add(problem(kinds.get(0).field() + " is no JSON object"));
        }
        problems.throwIfAny("the task's parameters");
        return new TaskInput(
                kinds.get(0),
                input.path(kinds.get(0).field()),
                input.path("started").asText(""),
                input.path("record").path("name").asText(""),
                input.path("record").path("stage").asText(""));
    }

    /** A problem of a task's parameters. */
    public static Fault problem(String what) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("the task's parameters")
                .what(what)
                .because("nothing was started")
                .fix("correct the Parameters of the state (docs/glue-runner.md lists them)");
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            return MissingNode.getInstance();
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
