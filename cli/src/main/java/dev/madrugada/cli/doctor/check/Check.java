package dev.madrugada.cli.doctor.check;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One question about the account.
 *
 * @param name a word of lower-case letters, digits and hyphens, by which {@code --only} and {@code --skip} select it
 * @param needs names of the checks without which this one cannot answer: it is skipped if one of them failed
 * @param question answers; may throw the SDK's exceptions and those of the project, which {@link Checkup} converts
 */
public record Check(String name, List<String> needs, Supplier<Finding> question) {
    /** The check that all calls of AWS need. */
    public static final String CREDENTIALS = "credentials";

    public Check {
        needs = List.copyOf(needs);
    }

    /** A check that calls AWS, so it needs credentials. */
    public static Check of(String name, Supplier<Finding> question) {
        return new Check(name, List.of(CREDENTIALS), question);
    }

    /** This check, which also needs another. */
    public Check after(String needed) {
        return new Check(name, Stream.concat(needs.stream(), Stream.of(needed)).toList(), question);
    }
}
