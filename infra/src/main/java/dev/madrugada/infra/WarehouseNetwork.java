package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Network;
import java.util.List;
import java.util.Map;
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
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The subnets and security groups in which the load job and the report function reach the warehouse, and Glue's connection
 * to them. A VPC that is made has no way to the internet: its endpoints lead to the services that the two use.
 */
final class WarehouseNetwork extends Construct {
    private static final int HTTPS = 443;
    private static final GlueConnection.Purpose PURPOSE = new GlueConnection.Purpose(
            "Madrugada: load job and report function. The warehouse must let this group in",
            "AWS services and the warehouse, by their names",
            List.of(HTTPS, RedshiftWarehouse.PORT));

    private static final Map<String, InterfaceVpcEndpointAwsService> SERVICES = Map.of(
            "SecretsManager", InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
            "Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
            "Metrics", InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING,
            "Sts", InterfaceVpcEndpointAwsService.STS,
            "Glue", InterfaceVpcEndpointAwsService.GLUE,
            "Mail", InterfaceVpcEndpointAwsService.EMAIL);

    private final List<String> subnets;
    private final List<String> securityGroups;
    private final GlueConnection connection;

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
        securityGroups = network.securityGroups().isEmpty()
                ? List.of(GlueConnection.group(this, names.of("warehouse"), vpc, PURPOSE))
                : network.securityGroups();
        connection = GlueConnection.in(this, names.of("warehouse"), subnets, securityGroups);
    }

    List<String> subnets() {
        return subnets;
    }

    List<String> securityGroups() {
        return securityGroups;
    }

    GlueConnection connection() {
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
}
