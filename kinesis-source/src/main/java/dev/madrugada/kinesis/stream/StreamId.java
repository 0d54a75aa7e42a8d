package dev.madrugada.kinesis.stream;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stream by its name, and by its ARN where that was given: the ARN reaches streams of other accounts.
 *
 * @param arn the whole ARN, its last part being {@code name}; null if only the name is known
 */
public record StreamId(String name, @Nullable String arn) implements Serializable {

    private static final String NAME = "[a-zA-Z0-9_.-]{1,128}";
    private static final Pattern NAME_ALONE = Pattern.compile(NAME);
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:kinesis:(?<region>[a-z0-9-]+):\\d{12}:stream/(?<name>" + NAME + ")");

    public StreamId {
        if (!NAME_ALONE.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a stream: " + name);
        }
        if (arn != null && !arn.endsWith(":stream/" + name)) {
            throw new IllegalArgumentException("not the ARN of stream " + name + ": " + arn);
        }
    }

    /** Reads a name or an ARN; empty if it is neither. */
    public static Optional<StreamId> parse(String nameOrArn) {
        if (NAME_ALONE.matcher(nameOrArn).matches()) {
            return Optional.of(new StreamId(nameOrArn, null));
        }
        Matcher parts = ARN.matcher(nameOrArn);
        return parts.matches() ? Optional.of(new StreamId(parts.group("name"), nameOrArn)) : Optional.empty();
    }

    /** The region in the ARN; empty without one. */
    public Optional<String> region() {
        Matcher parts = ARN.matcher(arn == null ? "" : arn);
        return parts.matches() ? Optional.of(parts.group("region")) : Optional.empty();
    }

    /** The name where it stands without an ARN: the service takes one of the two. */
    @Nullable
    String nameAlone() {
        return arn == null ? name : null;
    }

    @Override
    public String toString() {
        return arn == null ? name : arn;
    }
}
