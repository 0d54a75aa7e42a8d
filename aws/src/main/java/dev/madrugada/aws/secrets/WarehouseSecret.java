package dev.madrugada.aws.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.error.ErrorCode;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Address and login of the warehouse, from a Redshift secret and the arguments. Its text form omits the password.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html">structure
 *     of a Redshift secret</a>
 */
public record WarehouseSecret(String host, int port, String database, String user, String password) {
    private static final int REDSHIFT_PORT = 5439;
    private static final SecretKind KIND = new SecretKind(
            ErrorCode.WarehouseUnavailable,
            "a Redshift secret must have username and password, and host and dbname unless the arguments give them",
            "write it with username, password, host, port and dbname",
            "--warehouse-secret");

    /** Calls {@link #read(SecretsManagerClient, WarehouseArguments)} with a secret that contains address and login. */
    public static WarehouseSecret read(SecretsManagerClient secrets, String name) {
        return read(secrets, WarehouseArguments.of(name));
    }

    /**
     * Reads a secret. The secret must contain {@code username} and {@code password}, and {@code host} and {@code
     * dbname} unless the arguments give them. The default of {@code port} is Redshift's 5439.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing if the secret is missing, not readable or
     *     malformed; WarehouseUnavailable if Secrets Manager is unavailable
     */
    public static WarehouseSecret read(SecretsManagerClient secrets, WarehouseArguments given) {
        String name = given.secret();
        return parsed(
                given,
                KIND.call(name)
                        .run(() -> secrets.getSecretValue(get -> get.secretId(name)))
                        .secretString());
    }

    /** Calls {@link #read(SecretsManagerClient, WarehouseArguments)} with a new client. */
    public static WarehouseSecret of(AwsClients clients, WarehouseArguments given) {
        try (SecretsManagerClient secrets = clients.secretsManager()) {
            return read(secrets, given);
        }
    }

    /**
     * Checks before the night that the secret exists and has all fields. If the role may not read the secret, the
     * method only logs this.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing if the secret is missing or malformed
     */
    public static void look(AwsClients clients, WarehouseArguments given) {
        String name = given.secret();
        try (SecretsManagerClient secrets = clients.secretsManager()) {
            KIND.call(name)
                    .check(() -> secrets.getSecretValue(get -> get.secretId(name)
                            .overrideConfiguration(config -> config.apiCallTimeout(AwsCall.CHECK_TIMEOUT))))
                    .ifPresent(answer -> parsed(given, answer.secretString()));
        }
    }

    private static WarehouseSecret parsed(WarehouseArguments given, @Nullable String text) {
        String name = given.secret();
        Fields fields = new Fields(name, KIND.fields(name, text));
        return new WarehouseSecret(
                given.host().orElseGet(() -> fields.required("host", "--warehouse-host", WarehouseArguments::hostName)),
                given.port()
                        .or(() -> fields.optional("port", WarehouseArguments::portNumber))
                        .orElse(REDSHIFT_PORT),
                given.database()
                        .orElseGet(() ->
                                fields.required("dbname", "--warehouse-database", WarehouseArguments::databaseName)),
                fields.required("username", "", Function.identity()),
                fields.required("password", "", Function.identity()));
    }

    /** The fields of a secret. Numbers may also be text. */
    private record Fields(String name, JsonNode json) {
        <T> T required(String field, String argument, Function<String, T> parse) {
            return optional(field, parse)
                    .orElseThrow(() -> KIND.fault(
                            name,
                            "it has no '" + field + "'"
                                    + (argument.isEmpty() ? "" : ", and " + argument + " is not given"),
                            argument.isEmpty() ? "add it" : "add it, or give " + argument));
        }

        <T> Optional<T> optional(String field, Function<String, T> parse) {
            JsonNode value = json.path(field);
            if (!value.isValueNode() || value.isNull() || value.asText().isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(parse.apply(value.asText()));
            } catch (IllegalArgumentException wrong) {
                throw KIND.fault(name, "its '" + field + "' is invalid", "it " + wrong.getMessage());
            }
        }

        /** Omits the fields, which contain the password. */
        @Override
        public String toString() {
            return name;
        }
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
