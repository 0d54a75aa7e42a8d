package dev.madrugada.localstack.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.JsonService;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import dev.madrugada.localstack.http.Xml;
import java.util.Map;

/**
 * The roles and security groups of the one Redshift cluster, or of the one Serverless namespace and its workgroup, which have
 * the same name.
 */
final class Clusters {
    private static final String ROLES = "/attached-roles";

    private final AccountState state;

    Clusters(AccountState state) {
        this.state = state;
    }

    void addTo(QueryActions queries) {
        queries.add("DescribeClusters", this::clusters);
        queries.add("ModifyClusterIamRoles", this::attach);
    }

    Service serverless() {
        return new JsonService(
                "RedshiftServerless",
                Map.of(
                        "GetNamespace", this::namespace,
                        "UpdateNamespace", this::replaceRoles,
                        "GetWorkgroup", this::workgroup));
    }

    private String clusters(Map<String, String> form) throws ServiceException {
        String id = form.getOrDefault("ClusterIdentifier", "");
        requireKnown(id, "ClusterNotFound");
        StringBuilder groups = new StringBuilder();
        for (JsonNode group : state.at("/warehouse-groups")) {
            groups.append(Xml.of(
                    "VpcSecurityGroup", Xml.text("VpcSecurityGroupId", group.asText()), Xml.text("Status", "active")));
        }
        StringBuilder roles = new StringBuilder();
        for (JsonNode role : state.at(ROLES)) {
            roles.append(Xml.of(
                    "ClusterIamRole", Xml.text("IamRoleArn", role.asText()), Xml.text("ApplyStatus", "in-sync")));
        }
        return Xml.of(
                "Clusters",
                Xml.of(
                        "Cluster",
                        Xml.text("ClusterIdentifier", id),
                        Xml.text("ClusterStatus", "available"),
                        Xml.of("VpcSecurityGroups", groups.toString()),
                        Xml.of("IamRoles", roles.toString())));
    }

    private String attach(Map<String, String> form) throws ServiceException {
        requireKnown(form.getOrDefault("ClusterIdentifier", ""), "ClusterNotFound");
        ArrayNode roles = JsonNodeFactory.instance.arrayNode();
        state.at(ROLES).forEach(roles::add);
        QueryActions.listed(form, "AddIamRoles.IamRoleArn.").forEach(roles::add);
        set(roles);
        return "";
    }

    private ObjectNode replaceRoles(Input input) throws ServiceException {
        ArrayNode roles = JsonNodeFactory.instance.arrayNode();
        requireKnown(input.requiredText("namespaceName"), "ResourceNotFoundException");
        input.node().path("iamRoles").forEach(roles::add);
        set(roles);
        return namespace(input);
    }

    private void set(ArrayNode roles) {
        try {
            state.set(ROLES, roles.toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an array is JSON", impossible);
        }
    }

    private ObjectNode workgroup(Input input) throws ServiceException {
        String name = input.requiredText("workgroupName");
        requireKnown(name, "ResourceNotFoundException");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode workgroup =
                answer.putObject("workgroup").put("workgroupName", name).put("namespaceName", name);
        workgroup.set("securityGroupIds", state.at("/warehouse-groups"));
        return answer;
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
        state.at(ROLES).forEach(role -> roles.add("IamRole(applyStatus=in-sync, iamRoleArn=" + role.asText() + ")"));
        return answer;
    }

    private void requireKnown(String name, String code) throws ServiceException {
        if (!state.text("/warehouse").equals(name)) {
            throw new ServiceException(code, name + " not found.");
        }
    }
}
