package dev.madrugada.localstack.secrets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.JsonService;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.time.Clock;
import java.util.Map;

/** Secrets Manager with a fixed, read-only set of secrets. The only action is GetSecretValue. */
public final class Secrets {
    private static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";
    private static final String SUFFIX = "-local0";

    private final Map<String, String> secrets;
    private final Clock clock;

    /**
     * Creates the service.
     *
     * @param secrets the secret strings by name
     */
    public Secrets(Map<String, String> secrets, Clock clock) {
        this.secrets = Map.copyOf(secrets);
        this.clock = clock;
    }

    public Service service() {
        return new JsonService("secretsmanager", Map.of("GetSecretValue", this::value));
    }

    private ObjectNode value(Input input) throws ServiceException {
        String id = input.requiredText("SecretId");
        String name = id.startsWith(ARN) ? id.substring(ARN.length(), id.length() - SUFFIX.length()) : id;
        String secret = secrets.get(name);
        if (secret == null) {
            throw new ServiceException(
                    "ResourceNotFoundException", "Secrets Manager can't find the specified secret: " + id);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("ARN", ARN + name + SUFFIX);
        answer.put("Name", name);
        answer.put("VersionId", "00000000-0000-0000-0000-000000000001");
        answer.put("SecretString", secret);
        answer.putArray("VersionStages").add("AWSCURRENT");
        answer.set("CreatedDate", input.encoding().timestamp(clock.instant()));
        return answer;
    }
}
