package dev.madrugada.aws.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
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
                    call(name)
                            .run(() -> secrets.getSecretValue(get -> get.secretId(name)))
                            .secretString());
        }
    }

    /** Parses the text of a secret. Drops the parser's exception, because its message quotes the text. */
    public static KafkaSecret parse(String name, @Nullable String text) {
        JsonNode json = null;
        try {
            json = text == null ? null : new ObjectMapper().readTree(text);
        } catch (IOException notJson) {
            json = null;
        }
        if (json == null || !json.isObject()) {
            throw fault(name, "it is not a JSON object", "write it with the fields that docs/dataset.md lists");
        }
        return new KafkaSecret(name, json);
    }

    /** The text of a field that the connection needs. */
    public String required(String field) {
        return optional(field).orElseThrow(() -> fault(name, "it has no '" + field + "'", "add it"));
    }

    /** The text of a field; empty if the secret does not have it. */
    public Optional<String> optional(String field) {
        return Optional.ofNullable(fields.path(field).textValue()).filter(text -> !text.isBlank());
    }

    private static RuntimeException fault(String name, String what, String fix) {
        return Fault.of(ErrorCode.InputMissing)
                .at("secret " + name)
                .what(what)
                .because("the dataset's source.kafka.security needs it")
                .fix(fix)
                .exception();
    }

    private static AwsCall call(String name) {
        return new AwsCall(
                "secret " + name,
                "Secrets Manager",
                new AwsCall.Codes(ErrorCode.SourceUnavailable, ErrorCode.InputMissing),
                new AwsCall.Fixes(
                        "allow the role secretsmanager:GetSecretValue on the secret and kms:Decrypt on its key",
                        "correct source.kafka.secret, or create the secret in this account and region",
                        "check that the secret is not scheduled for deletion and has a current version"));
    }

    @Override
    public String toString() {
        return name;
    }
}
