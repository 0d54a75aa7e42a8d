package dev.madrugada.aws.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * How to reach the warehouse, as Redshift's secrets and the arguments say. Its text form hides the password.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html">structure
 *     of a Redshift secret</a>
 */
public record WarehouseSecret(String host, int port, String database, String user, String password) {
    private static final int REDSHIFT_PORT = 5439;

    /** As {@link #read(SecretsManagerClient, WarehouseArguments)}, with a secret that says it all. */
    public static WarehouseSecret read(SecretsManagerClient secrets, String name) {
        return read(secrets, WarehouseArguments.of(name));
    }

    /**
     * Reads a secret. It holds {@code username} and {@code password}; {@code host}, {@code port} and {@code dbname} where
     * the arguments have none. Without any port it is Redshift's 5439.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing if it is not there, not readable or not of that
     *     form, WarehouseUnavailable if Secrets Manager is away
     */
    public static WarehouseSecret read(SecretsManagerClient secrets, WarehouseArguments given) {
        String name = given.secret();
        return parsed(
                given,
                call(name)
                        .run(() -> secrets.getSecretValue(get -> get.secretId(name)))
                        .secretString());
    }

    /** As {@link #read(SecretsManagerClient, WarehouseArguments)}, with a client of its own. */
    public static WarehouseSecret of(AwsClients clients, WarehouseArguments given) {
        try (SecretsManagerClient secrets = clients.secretsManager()) {
            return read(secrets, given);
        }
    }

    /**
     * Looks whether a stage could read the secret and know from it where the warehouse is. A role that may not read it
     * is told in the log only.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing if it is not there or not of that form
     */
    public static void look(AwsClients clients, WarehouseArguments given) {
        String name = given.secret();
        try (SecretsManagerClient secrets = clients.secretsManager()) {
            call(name)
                    .look(() -> secrets.getSecretValue(get ->
                            get.secretId(name).overrideConfiguration(config -> config.apiCallTimeout(AwsCall.LOOK))))
                    .ifPresent(answer -> parsed(given, answer.secretString()));
        }
    }

    private static WarehouseSecret parsed(WarehouseArguments given, @Nullable String text) {
        String name = given.secret();
        Fields fields = new Fields(name, json(name, text));
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

    /** The JSON of a secret; its text is in no message and no cause, for the parser's would quote it. */
    private static JsonNode json(String name, @Nullable String text) {
        JsonNode json = null;
        try {
            json = text == null ? null : new ObjectMapper().readTree(text);
        } catch (IOException notJson) {
            json = null;
        }
        if (json == null || !json.isObject()) {
            throw fault(name, "it is not a JSON object", "write it with username, password, host, port and dbname");
        }
        return json;
    }

    /** A secret's fields, numbers as text too. */
    private record Fields(String name, JsonNode json) {
        <T> T required(String field, String argument, Function<String, T> parse) {
            return optional(field, parse)
                    .orElseThrow(() -> fault(
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
                throw fault(name, "its '" + field + "' cannot be used", "it " + wrong.getMessage());
            }
        }

        /** The fields hold the password. */
        @Override
        public String toString() {
            return name;
        }
    }

    private static RuntimeException fault(String name, String what, String fix) {
        return Fault.of(ErrorCode.InputMissing)
                .at("secret " + name)
                .what(what)
                .because(
                        "a Redshift secret holds username and password, and host, port and dbname where the arguments do"
                                + " not")
                .fix(fix)
                .exception();
    }

    private static AwsCall call(String name) {
        return new AwsCall(
                "secret " + name,
                "Secrets Manager",
                new AwsCall.Codes(ErrorCode.WarehouseUnavailable, ErrorCode.InputMissing),
                new AwsCall.Fixes(
                        "let the role call secretsmanager:GetSecretValue on it and kms:Decrypt on its key",
                        "correct --warehouse-secret, or create the secret in this account and region",
                        "see that the secret is not marked for deletion and has a current version"));
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
