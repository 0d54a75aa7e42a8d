package dev.madrugada.aws.secrets;

import dev.madrugada.common.arguments.Argument;
import dev.madrugada.common.arguments.ArgumentReader;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a stage is told of the warehouse. Host, port and database go before what the secret says: a secret that Redshift
 * manages has only a login.
 *
 * @param secret the secret's name or ARN
 */
public record WarehouseArguments(
        String secret, Optional<String> host, Optional<Integer> port, Optional<String> database) {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9/_+=.@:!-]{1,2048}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\]");
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9_$.@-]{1,127}");
    private static final int LAST_PORT = 65_535;

    /** Only a secret, which says it all. */
    public static WarehouseArguments of(String secret) {
        return new WarehouseArguments(secret, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The arguments as handles, so that a stage's problems are found together. */
    public record Handles(
            Argument<String> secret,
            Argument<Optional<String>> host,
            Argument<Optional<Integer>> port,
            Argument<Optional<String>> database) {
        public WarehouseArguments values() {
            return new WarehouseArguments(secret.value(), host.value(), port.value(), database.value());
        }
    }

    public static Handles ask(ArgumentReader reader) {
        return new Handles(
                reader.required("warehouse-secret", WarehouseArguments::secretName),
                reader.optional("warehouse-host", WarehouseArguments::hostName),
                reader.optional("warehouse-port", WarehouseArguments::portNumber),
                reader.optional("warehouse-database", WarehouseArguments::databaseName));
    }

    /** Names the warehouse in a stage's identity, as far as the arguments do. */
    public String identity() {
        StringBuilder identity = new StringBuilder(secret);
        host.ifPresent(given -> identity.append(" host ").append(given));
        port.ifPresent(given -> identity.append(" port ").append(given));
        database.ifPresent(given -> identity.append(" database ").append(given));
        return identity.toString();
    }

    /**
     * A secret's name or ARN.
     *
     * @throws IllegalArgumentException whose message says what to write instead
     */
    public static String secretName(String text) {
        if (!SECRET.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a secret's name or ARN");
        }
        return text;
    }

    /**
     * A host of its own, without scheme, port and path.
     *
     * @throws IllegalArgumentException whose message says what to write instead
     */
    public static String hostName(String text) {
        boolean colons = text.indexOf(':') != text.lastIndexOf(':');
        if (!HOST.matcher(text).matches() || (text.contains(":") && !colons)) {
            throw new IllegalArgumentException("must be a host's name or address, without port and database, such as"
                    + " cluster.abc123.eu-west-1.redshift.amazonaws.com");
        }
        return text;
    }

    /**
     * A port.
     *
     * @throws IllegalArgumentException as above
     */
    public static int portNumber(String text) {
        if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > LAST_PORT) {
            throw new IllegalArgumentException("must be a port from 1 to " + LAST_PORT);
        }
        return Integer.parseInt(text);
    }

    /**
     * A database's name.
     *
     * @throws IllegalArgumentException as above
     */
    public static String databaseName(String text) {
        if (!DATABASE.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a database's name");
        }
        return text;
    }
}
