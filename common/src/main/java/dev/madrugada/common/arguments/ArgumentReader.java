package dev.madrugada.common.arguments;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.text.Spelling;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code --name value} pairs and reports all problems together. An argument that the job did not ask for is
 * logged and ignored, because Glue adds arguments of its own; if its name is similar to a name that the job asked for,
 * it is a problem.
 */
public final class ArgumentReader {
    private static final Logger LOG = LoggerFactory.getLogger(ArgumentReader.class);

    private final Map<String, String> given = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Problems problems = new Problems();

    /**
     * Reads the arguments of a command line.
     *
     * @param args the arguments of {@code main}; a name without a value has the value {@code true}
     */
    public ArgumentReader(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                problem("'" + args[i] + "' is not the value of any argument: write --name value");
                continue;
            }
            String name = args[i].substring(2);
            boolean hasValue = i + 1 < args.length && !args[i + 1].startsWith("--");
            String value = hasValue ? args[++i] : "true";
            if (given.putIfAbsent(name, value) != null && !GlueArgument.isKnown(name)) {
                problem("--" + name + " is given twice: give it once");
            }
        }
    }

    /** Takes arguments that are already split into names and values, such as those of a function's event. */
    public ArgumentReader(Map<String, String> given) {
        this.given.putAll(given);
    }

    /** Adds a problem that the caller found. */
    public void problem(String what) {
        problems.add(Fault.of(ErrorCode.InvalidArguments)
                .at("arguments")
                .what(what)
                .because("found before anything started")
                .fix("correct them and start again (docs/operations.md lists every argument)"));
    }

    /**
     * Asks for a required argument.
     *
     * @param parse throws an IllegalArgumentException for an invalid value; its message says what a value must look
     *     like
     */
    public <T> Argument<T> required(String name, Function<String, T> parse) {
        Optional<T> value = read(name, parse);
        if (value.isEmpty() && !given.containsKey(name)) {
            problem("--" + name + " is missing: it is required");
        }
        return new Argument<>(name, orNull(value));
    }

    public <T> Argument<T> optional(String name, Function<String, T> parse, T otherwise) {
        return new Argument<>(name, read(name, parse).orElse(otherwise));
    }

    public <T> Argument<Optional<T>> optional(String name, Function<String, T> parse) {
        return new Argument<>(name, read(name, parse));
    }

    /** Throws InvalidArguments, naming every problem, if there is any; logs each ignored argument. */
    public void verify() {
        for (String name : given.keySet()) {
            if (asked.contains(name) || GlueArgument.isKnown(name)) {
                continue;
            }
            Spelling.nearest(name, asked)
                    .ifPresentOrElse(
                            ours -> unknown(name, "did you mean --" + ours + "?"),
                            () -> LOG.info("argument --{} is not ours, passed over", name));
        }
        problems.throwIfAny("arguments");
    }

    /**
     * As {@link #verify}, but every argument that the caller did not ask for is a problem, even one of Glue's. This is
     * for arguments that are passed on to a program in which an unknown argument could have an effect.
     */
    public void verifyEach() {
        for (String name : given.keySet()) {
            if (!asked.contains(name)) {
                unknown(
                        name,
                        Spelling.nearest(name, asked)
                                .map(ours -> "did you mean --" + ours + "?")
                                .orElse("known are " + String.join(", ", asked)));
            }
        }
        problems.throwIfAny("arguments");
    }

    private void unknown(String name, String advice) {
        problem("--" + name + " is not known: " + advice);
    }

    private <T> Optional<T> read(String name, Function<String, T> parse) {
        asked.add(name);
        String text = given.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException | java.time.DateTimeException wrong) {
            problem("--" + name + " '" + text + "': " + wrong.getMessage());
            return Optional.empty();
        }
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.isPresent() ? value.get() : null;
    }
}
