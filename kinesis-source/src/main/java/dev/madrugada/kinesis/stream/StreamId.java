package dev.madrugada.kinesis.stream;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a stream, and its ARN if the user gave it. An ARN can name a stream of another account.
 *
 * @param arn the whole ARN, which ends with {@code name}; null if only the name is known
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

    /** Parses a name or an ARN; empty if it is neither. */
    public static Optional<StreamId> parse(String nameOrArn) {
        if (NAME_ALONE.matcher(nameOrArn).matches()) {
            return Optional.of(new StreamId(nameOrArn, null));
        }
        Matcher parts = ARN.matcher(nameOrArn);
        return parts.matches() ? Optional.of(new StreamId(parts.group("name"), nameOrArn)) : Optional.empty();
    }

    /** The region in the ARN; empty without an ARN. */
    public Optional<String> region() {
        Matcher parts = ARN.matcher(arn == null ? "" : arn);
        return parts.matches() ? Optional.of(parts.group("region")) : Optional.empty();
    }

    /** The name; null if there is an ARN. A request may contain a name or an ARN, not both. */
    @Nullable
    String nameWithoutArn() {
        return arn == null ? name : null;
    }

    @Override
    public String toString() {
        return arn == null ? name : arn;
    }
}
