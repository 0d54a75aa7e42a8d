package dev.madrugada.aws.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.common.error.ErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * A secret with a login or certificates for Kafka: a JSON object of texts. Its text form is the name only.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-tutorial.html">the secrets of MSK,
 *     which have username and password</a>
 */
public final class KafkaSecret {
    private static final SecretKind KIND = new SecretKind(
            ErrorCode.SourceUnavailable,
            "the dataset's source.kafka.security needs it",
            "write it with the fields that docs/dataset.md lists",
            "source.kafka.secret");

    private final String name;
    private final JsonNode fields;

    private KafkaSecret(String name, JsonNode fields) {
        this.name = name;
        this.fields = fields;
    }

    /**
     * Reads a secret.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing if the secret is missing, not readable or no
     *     JSON object; SourceUnavailable if Secrets Manager is unavailable
     */
    public static KafkaSecret read(AwsClients clients, String name) {
        try (SecretsManagerClient secrets = clients.secretsManager()) {
            return parse(
                    name,
                    KIND.call(name)
                            .run(() -> secrets.getSecretValue(get -> get.secretId(name)))
                            .secretString());
        }
    }

    /** Parses the text of a secret. */
    public static KafkaSecret parse(String name, @Nullable String text) {
        return new KafkaSecret(name, KIND.fields(name, text));
    }

    /** The text of a field that the connection needs. */
    public String required(String field) {
        return optional(field).orElseThrow(() -> KIND.fault(name, "it has no '" + field + "'", "add it"));
    }

    /** The text of a field; empty if the secret does not have it. */
    public Optional<String> optional(String field) {
        return Optional.ofNullable(fields.path(field).textValue()).filter(text -> !text.isBlank());
    }

    @Override
    public String toString() {
        return name;
    }
}
