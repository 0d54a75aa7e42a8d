package dev.madrugada.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupEgress;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.glue.CfnConnection;
import software.constructs.Construct;

/**
 * A connection of Glue, with which a job runs in a VPC.
 *
 * @param subnets those in which the job may run; the connection has the first
 */
record GlueConnection(CfnConnection connection, List<String> subnets, List<String> securityGroups) {
    static GlueConnection in(Construct scope, String name, List<String> subnets, List<String> securityGroups) {
        CfnConnection connection = CfnConnection.Builder.create(scope, "Connection")
                .catalogId(Aws.ACCOUNT_ID)
                .connectionInput(CfnConnection.ConnectionInputProperty.builder()
                        .name(name)
                        .connectionType("NETWORK")
                        .connectionProperties(Map.of())
                        .physicalConnectionRequirements(CfnConnection.PhysicalConnectionRequirementsProperty.builder()
                                .subnetId(subnets.get(0))
                                .securityGroupIdList(securityGroups)
                                .build())
                        .build())
                .build();
        return new GlueConnection(connection, subnets, securityGroups);
    }

    String name() {
        return connection.getRef();
    }

    /**
     * What a security group is for.
     *
     * @param destinations describes whom its members reach
     * @param ports those on which they reach them
     */
    record Purpose(String description, String destinations, List<Integer> ports) {}

    /** A group whose members reach each other on all ports, as Glue requires, and others on some. */
    static String group(Construct scope, String name, String vpc, Purpose purpose) {
        CfnSecurityGroup group = CfnSecurityGroup.Builder.create(scope, "SecurityGroup")
                .groupName(name)
                .groupDescription(purpose.description())
                .vpcId(vpc)
                .securityGroupEgress(purpose.ports().stream()
                        .map(port -> egress(port, purpose.destinations()))
                        .toList())
                .build();
        CfnSecurityGroupIngress.Builder.create(scope, "WithinGroup")
                .description("Glue's driver and executors reach each other")
                .groupId(group.getAttrGroupId())
                .sourceSecurityGroupId(group.getAttrGroupId())
                .ipProtocol("tcp")
                .fromPort(0)
                .toPort(65_535)
                .build();
        CfnSecurityGroupEgress.Builder.create(scope, "FromGroup")
                .description("Glue's driver and executors reach each other")
                .groupId(group.getAttrGroupId())
                .destinationSecurityGroupId(group.getAttrGroupId())
                .ipProtocol("tcp")
                .fromPort(0)
                .toPort(65_535)
                .build();
        return group.getAttrGroupId();
    }

    private static CfnSecurityGroup.EgressProperty egress(int port, String destinations) {
        return CfnSecurityGroup.EgressProperty.builder()
                .description(destinations)
                .cidrIp("0.0.0.0/0")
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .build();
    }

    /** The ARNs of what a network interface in these subnets needs. */
    List<String> interfaceParts() {
        return Stream.of(
                        subnets.stream().map(subnet -> Names.arn("ec2", "subnet/" + subnet)),
                        securityGroups.stream().map(group -> Names.arn("ec2", "security-group/" + group)),
                        Stream.of(Names.arn("ec2", "network-interface/*")))
                .flatMap(part -> part)
                .toList();
    }
}
