package dev.madrugada.localstack.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.madrugada.localstack.http.ServiceException;
import dev.madrugada.localstack.http.Xml;
import java.util.Map;

/** EC2's subnets, their one VPC, its route table and endpoints. */
final class Networks {
    private static final String VPC = "vpc-local";

    private final AccountState state;

    Networks(AccountState state) {
        this.state = state;
    }

    void addTo(QueryActions queries) {
        queries.addOfEc2("DescribeSubnets", this::subnets);
        queries.addOfEc2("DescribeRouteTables", form -> routes());
        queries.addOfEc2("DescribeVpcEndpoints", form -> endpoints());
        queries.addOfEc2("AuthorizeSecurityGroupIngress", this::letIn);
    }

    /** Adds one rule from a group to a group, which the state lists as {@code into from port}. */
    private String letIn(Map<String, String> form) throws ServiceException {
        String rule = form.getOrDefault("GroupId", "") + " "
                + form.getOrDefault("IpPermissions.1.Groups.1.GroupId", "") + " "
                + form.getOrDefault("IpPermissions.1.FromPort", "");
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        for (JsonNode known : state.at("/ingress")) {
            if (known.asText().equals(rule)) {
                throw new ServiceException("InvalidPermission.Duplicate", "the specified rule already exists");
            }
            rules.add(known);
        }
        try {
            state.set("/ingress", rules.add(rule).toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an array is JSON", impossible);
        }
        return Xml.text("return", "true");
    }

    private String subnets(Map<String, String> form) throws ServiceException {
        StringBuilder items = new StringBuilder();
        for (String id : QueryActions.listed(form, "SubnetId.")) {
            JsonNode subnet = state.at("/subnets/" + AccountState.escaped(id));
            if (subnet.isMissingNode()) {
                throw new ServiceException("InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist");
            }
            items.append(Xml.of(
                    "item",
                    Xml.text("subnetId", id),
                    Xml.text("vpcId", VPC),
                    Xml.text("state", "available"),
                    Xml.text("availableIpAddressCount", subnet.path("free").asText())));
        }
        return Xml.of("subnetSet", items.toString());
    }

    private String routes() {
        StringBuilder items = new StringBuilder();
        for (JsonNode route : state.at("/routes")) {
            items.append(Xml.of(
                    "item",
                    Xml.text("destinationCidrBlock", route.path("destination").asText()),
                    Xml.text("natGatewayId", route.path("nat").asText()),
                    Xml.text("state", route.path("state").asText("active"))));
        }
        return Xml.of(
                "routeTableSet",
                Xml.of(
                        "item",
                        Xml.text("routeTableId", "rtb-local"),
                        Xml.text("vpcId", VPC),
                        Xml.of("associationSet", Xml.of("item", Xml.text("main", "true"))),
                        Xml.of("routeSet", items.toString())));
    }

    private String endpoints() {
        StringBuilder items = new StringBuilder();
        for (JsonNode service : state.at("/vpc-endpoints")) {
            items.append(Xml.of(
                    "item",
                    Xml.text("serviceName", service.asText()),
                    Xml.text("vpcId", VPC),
                    Xml.text("state", "available")));
        }
        return Xml.of("vpcEndpointSet", items.toString());
    }
}
