package dev.madrugada.localstack.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.JsonService;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.util.Map;

/** The roles that are attached to the one Redshift cluster, or to the one Serverless namespace. */
final class Clusters {
    private final AccountState state;

    Clusters(AccountState state) {
        this.state = state;
    }

    void addTo(QueryActions queries) {
        queries.add("DescribeClusters", this::clusters);
    }

    Service serverless() {
        return new JsonService("RedshiftServerless", Map.of("GetNamespace", this::namespace));
    }

    private String clusters(Map<String, String> form) throws ServiceException {
        String id = form.getOrDefault("ClusterIdentifier", "");
        requireKnown(id, "ClusterNotFound");
        StringBuilder roles = new StringBuilder();
        for (JsonNode role : state.at("/attached-roles")) {
            roles.append(Xml.of(
                    "ClusterIamRole", Xml.text("IamRoleArn", role.asText()), Xml.text("ApplyStatus", "in-sync")));
        }
        return Xml.of(
                "Clusters",
                Xml.of(
                        "Cluster",
                        Xml.text("ClusterIdentifier", id),
                        Xml.text("ClusterStatus", "available"),
                        Xml.of("IamRoles", roles.toString())));
    }

    private ObjectNode namespace(Input input) throws ServiceException {
        String name = input.requiredText("namespaceName");
        requireKnown(name, "ResourceNotFoundException");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode roles = answer.putObject("namespace")
                .put("namespaceName", name)
                .put("status", "AVAILABLE")
                .putArray("iamRoles");
        // Redshift Serverless describes each role as one text.
        state.at("/attached-roles")
                .forEach(role -> roles.add("IamRole(applyStatus=in-sync, iamRoleArn=" + role.asText() + ")"));
        return answer;
    }

    private void requireKnown(String name, String code) throws ServiceException {
        if (!state.text("/warehouse").equals(name)) {
            throw new ServiceException(code, name + " not found.");
        }
    }
}
