package dev.madrugada.aws.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * How to reach the warehouse, as Redshift's secrets hold it. Its text form hides the password.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html">structure
 *     of a Redshift secret</a>
 */
public record WarehouseSecret(String host, int port, String database, String user, String password) {
    /**
     * Reads a secret.
     *
     * @param name the secret's name or ARN
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing if it is not there or not of that form,
     *     WarehouseUnavailable if Secrets Manager is away
     */
    public static WarehouseSecret read(SecretsManagerClient secrets, String name) {
        try {
            String text = secrets.getSecretValue(get -> get.secretId(name)).secretString();
            JsonNode json = new ObjectMapper().readTree(text);
            return new WarehouseSecret(
                    field(name, json, "host").asText(),
                    field(name, json, "port").asInt(),
                    field(name, json, "dbname").asText(),
                    field(name, json, "username").asText(),
                    field(name, json, "password").asText());
        } catch (ResourceNotFoundException absent) {
            throw new Fault(
                            ErrorCode.InputMissing,
                            "secret " + name,
                            "it is not there",
                            "Secrets Manager answered ResourceNotFoundException",
                            "correct --warehouse-secret, or create the secret in this account and region")
                    .exception(absent);
        } catch (SdkException failed) {
            throw new Fault(
                            ErrorCode.WarehouseUnavailable,
                            "secret " + name,
                            "it could not be read",
                            failed.getClass().getSimpleName(),
                            "see that the role may read it; the night is retried")
                    .exception(failed);
        } catch (IOException notJson) {
            throw new Fault(
                            ErrorCode.InputMissing,
                            "secret " + name,
                            "it is not JSON",
                            "a Redshift secret holds host, port, dbname, username and password",
                            "write it in that form")
                    .exception();
        }
    }

    private static JsonNode field(String name, JsonNode json, String field) {
        if (!json.hasNonNull(field)) {
            throw new Fault(
                            ErrorCode.InputMissing,
                            "secret " + name,
                            "it has no '" + field + "'",
                            "a Redshift secret holds host, port, dbname, username and password",
                            "add it")
                    .exception();
        }
        return json.get(field);
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
