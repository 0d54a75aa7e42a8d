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
 * Reads {@code --name value} pairs and collects every problem before it complains. Names that nobody asked for are
 * passed over with a log line (Glue mixes its own in), unless one nearly spells a name of ours.
 */
public final class ArgumentReader {
    private static final Logger LOG = LoggerFactory.getLogger(ArgumentReader.class);

    private final Map<String, String> given = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Problems problems = new Problems();

    /**
     * Takes the pairs apart.
     *
     * @param args as {@code main} gets them; a name without a value reads as {@code true}
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

    /** Takes values that have names already, as a function's event has them. */
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
     * Asks for an argument that must be there.
     *
     * @param parse throws IllegalArgumentException, whose message says what a value must look like
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

    /** Throws InvalidArguments naming every problem found, or logs what was passed over and returns. */
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
     * As {@link #verify}, but passes over nothing: a name that nobody asked for is a problem, Glue's own too. For values
     * that are handed on to where they could do more than they say.
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
