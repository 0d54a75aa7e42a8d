package dev.madrugada.aws.secrets;

import dev.madrugada.common.arguments.Argument;
import dev.madrugada.common.arguments.ArgumentReader;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The warehouse arguments of a stage. Host, port and database replace those in the secret. A secret that Redshift
 * manages contains only the login, so it needs host and database as arguments.
 *
 * @param secret name or ARN of the secret
 */
public record WarehouseArguments(
        String secret, Optional<String> host, Optional<Integer> port, Optional<String> database) {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9/_+=.@:!-]{1,2048}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\]");
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9_$.@-]{1,127}");
    private static final int MAX_PORT = 65_535;

    /** Arguments with a secret that contains address and login. */
    public static WarehouseArguments of(String secret) {
        return new WarehouseArguments(secret, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The arguments before {@link ArgumentReader#verify()}, which reports the problems of all arguments together. */
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

    /** The part of a stage's identity that names the warehouse: the secret's name and the given host, port and database. */
    public String identity() {
        StringBuilder identity = new StringBuilder(secret);
        host.ifPresent(given -> identity.append(" host ").append(given));
        port.ifPresent(given -> identity.append(" port ").append(given));
        database.ifPresent(given -> identity.append(" database ").append(given));
        return identity.toString();
    }

    /**
     * Parses the name or ARN of a secret.
     *
     * @throws IllegalArgumentException with a message that says what to write instead
     */
    public static String secretName(String text) {
        if (!SECRET.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a secret's name or ARN");
        }
        return text;
    }

    /**
     * Parses a host name or address without scheme, port and path.
     *
     * @throws IllegalArgumentException with a message that says what to write instead
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
     * Parses a port.
     *
     * @throws IllegalArgumentException with a message that says what to write instead
     */
    public static int portNumber(String text) {
        if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > MAX_PORT) {
            throw new IllegalArgumentException("must be a port from 1 to " + MAX_PORT);
        }
        return Integer.parseInt(text);
    }

    /**
     * Parses the name of a database.
     *
     * @throws IllegalArgumentException with a message that says what to write instead
     */
    public static String databaseName(String text) {
        if (!DATABASE.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a database's name");
        }
        return text;
    }
}
