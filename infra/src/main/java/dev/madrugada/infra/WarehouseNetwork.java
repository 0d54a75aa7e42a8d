package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Network;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupEgress;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.glue.CfnConnection;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The subnets and security groups in which the load job and the report function reach the warehouse, and Glue's connection
 * to them. A VPC that is made has no way to the internet: its endpoints lead to the services that the two use.
 */
final class WarehouseNetwork extends Construct {
    private static final int HTTPS = 443;

    private static final Map<String, InterfaceVpcEndpointAwsService> SERVICES = Map.of(
            "SecretsManager", InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
            "Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
            "Metrics", InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING,
            "Sts", InterfaceVpcEndpointAwsService.STS,
            "Glue", InterfaceVpcEndpointAwsService.GLUE,
            "Mail", InterfaceVpcEndpointAwsService.EMAIL);

    private final List<String> subnets;
    private final List<String> securityGroups;
    private final CfnConnection connection;

    WarehouseNetwork(Construct scope, Names names, Network network, LogGroups logs) {
        super(scope, "Network");
        String vpc;
        if (network.vpc() == null) {
            Vpc made = isolated(logs.vended("flow-logs"));
            vpc = made.getVpcId();
            subnets =
                    made.getIsolatedSubnets().stream().map(ISubnet::getSubnetId).toList();
        } else {
            vpc = network.vpc();
            subnets = network.subnets();
        }
        securityGroups = network.securityGroups().isEmpty() ? List.of(group(names, vpc)) : network.securityGroups();
        connection = CfnConnection.Builder.create(this, "Connection")
                .catalogId(Aws.ACCOUNT_ID)
                .connectionInput(CfnConnection.ConnectionInputProperty.builder()
                        .name(names.of("warehouse"))
                        .connectionType("NETWORK")
                        .connectionProperties(Map.of())
                        .physicalConnectionRequirements(CfnConnection.PhysicalConnectionRequirementsProperty.builder()
                                .subnetId(subnets.get(0))
                                .securityGroupIdList(securityGroups)
                                .build())
                        .build())
                .build();
    }

    List<String> subnets() {
        return subnets;
    }

    List<String> securityGroups() {
        return securityGroups;
    }

    CfnConnection connection() {
        return connection;
    }

    private Vpc isolated(LogGroup flowLogs) {
        Vpc vpc = Vpc.Builder.create(this, "Vpc")
                .maxAzs(3)
                .natGateways(0)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("warehouse")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
                .gatewayEndpoints(Map.of(
                        "S3",
                        GatewayVpcEndpointOptions.builder()
                                .service(GatewayVpcEndpointAwsService.S3)
                                .build()))
                .flowLogs(Map.of(
                        "FlowLogs",
                        FlowLogOptions.builder()
                                .destination(FlowLogDestination.toCloudWatchLogs(flowLogs))
                                .build()))
                .restrictDefaultSecurityGroup(false)
                .build();
        SERVICES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(service -> vpc.addInterfaceEndpoint(
                        service.getKey(),
                        InterfaceVpcEndpointOptions.builder()
                                .service(service.getValue())
                                .build()));
        return vpc;
    }

    /** A group whose members reach each other on all ports, as Glue requires, and HTTPS and the warehouse elsewhere. */
    private String group(Names names, String vpc) {
        CfnSecurityGroup group = CfnSecurityGroup.Builder.create(this, "SecurityGroup")
                .groupName(names.of("warehouse"))
                .groupDescription("Madrugada: load job and report function. The warehouse must let this group in")
                .vpcId(vpc)
                .securityGroupEgress(List.of(egress(HTTPS), egress(RedshiftWarehouse.PORT)))
                .build();
        CfnSecurityGroupIngress.Builder.create(this, "WithinGroup")
                .description("Glue's driver and executors reach each other")
                .groupId(group.getAttrGroupId())
                .sourceSecurityGroupId(group.getAttrGroupId())
                .ipProtocol("tcp")
                .fromPort(0)
                .toPort(65_535)
                .build();
        CfnSecurityGroupEgress.Builder.create(this, "FromGroup")
                .description("Glue's driver and executors reach each other")
                .groupId(group.getAttrGroupId())
                .destinationSecurityGroupId(group.getAttrGroupId())
                .ipProtocol("tcp")
                .fromPort(0)
                .toPort(65_535)
                .build();
        return group.getAttrGroupId();
    }

    private static CfnSecurityGroup.EgressProperty egress(int port) {
        return CfnSecurityGroup.EgressProperty.builder()
                .description("AWS services and the warehouse, by their names")
                .cidrIp("0.0.0.0/0")
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .build();
    }
}
