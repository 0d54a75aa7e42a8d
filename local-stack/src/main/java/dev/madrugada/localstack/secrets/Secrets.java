package dev.madrugada.localstack.secrets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.JsonService;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Secrets Manager with a fixed set of secrets. GetSecretValue returns a secret; PutSecretValue replaces it until the next start.
 */
public final class Secrets {
    private static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";
    private static final String SUFFIX = "-local0";

    private final Map<String, String> secrets;
    private final Clock clock;

    /**
     * Creates the service.
     *
     * @param secrets the secret strings by name, at the start
     */
    public Secrets(Map<String, String> secrets, Clock clock) {
        this.secrets = new ConcurrentHashMap<>(secrets);
        this.clock = clock;
    }

    public Service service() {
        return new JsonService("secretsmanager", Map.of("GetSecretValue", this::value, "PutSecretValue", this::put));
    }

    private ObjectNode value(Input input) throws ServiceException {
        String name = name(input);
        ObjectNode answer = version(name);
        answer.put("SecretString", secrets.get(name));
        answer.set("CreatedDate", input.encoding().timestamp(clock.instant()));
        return answer;
    }

    private ObjectNode put(Input input) throws ServiceException {
        String name = name(input);
        secrets.put(name, input.requiredText("SecretString"));
        return version(name);
    }

    /** The name of the request's secret, which exists. */
    private String name(Input input) throws ServiceException {
        String id = input.requiredText("SecretId");
        String name = id.startsWith(ARN) ? id.substring(ARN.length(), id.length() - SUFFIX.length()) : id;
        if (!secrets.containsKey(name)) {
            throw new ServiceException(
                    "ResourceNotFoundException", "Secrets Manager can't find the specified secret: " + id);
        }
        return name;
    }

    private static ObjectNode version(String name) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("ARN", ARN + name + SUFFIX);
        answer.put("Name", name);
        answer.put("VersionId", "00000000-0000-0000-0000-000000000001");
        answer.putArray("VersionStages").add("AWSCURRENT");
        return answer;
    }
}
