package dev.madrugada.localstack.account;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The settings of the account, as one JSON object. A new state has the settings of {@code account.json}, with which a night
 * would run. Thread-safe.
 */
public final class AccountState {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEFAULTS = "account.json";

    private final ObjectNode root;

    private AccountState(ObjectNode root) {
        this.root = root;
    }

    /** A state with the default settings. */
    public static AccountState sound() throws IOException {
        try (InputStream defaults =
                Objects.requireNonNull(AccountState.class.getResourceAsStream(DEFAULTS), DEFAULTS)) {
            return new AccountState((ObjectNode) JSON.readTree(defaults));
        }
    }

    /**
     * Replaces the setting at a JSON pointer; missing objects on its way are created.
     *
     * @param pointer such as {@code /bucket/versioning}; in a name, {@code ~1} is a slash
     * @param json the new value; null as JSON removes the setting
     */
    public synchronized void set(String pointer, String json) throws JsonProcessingException {
        JsonPointer path = JsonPointer.compile(pointer);
        ObjectNode parent = root;
        while (!path.tail().matches()) {
            parent = parent.withObject(JsonPointer.empty().appendProperty(path.getMatchingProperty()));
            path = path.tail();
        }
        JsonNode value = JSON.readTree(json);
        if (value.isNull()) {
            parent.remove(path.getMatchingProperty());
        } else {
            parent.set(path.getMatchingProperty(), value);
        }
    }

    /** A copy of the setting at a JSON pointer; a missing node if there is none. */
    public synchronized JsonNode at(String pointer) {
        return root.at(pointer).deepCopy();
    }

    String text(String pointer) {
        return at(pointer).asText();
    }

    /** A copy of the object at a pointer; an empty one if there is none. */
    ObjectNode object(String pointer) {
        return at(pointer) instanceof ObjectNode found ? found : JsonNodeFactory.instance.objectNode();
    }

    /** A name as a part of a pointer. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
