package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The subnets of the load job and the report function: free addresses, and ways to the services that the two use. */
final class NetworkChecks {
    private static final String SUBNETS = "subnets";
    /** Addresses of a load job of two workers, and of the report function; the next night's may overlap. */
    private static final int NEEDED = 5;

    private static final int COMFORTABLE = 20;
    private static final String EVERYWHERE = "0.0.0.0/0";

    /** Services by the last part of an endpoint's name. */
    private static final List<String> SERVICES =
            List.of("s3", "secretsmanager", "logs", "monitoring", "sts", "glue", "email");

    private final Ec2Client ec2;
    private final Target target;
    private List<Subnet> found = List.of();

    NetworkChecks(Ec2Client ec2, Target target) {
        this.ec2 = ec2;
        this.target = target;
    }

    List<Check> checks() {
        return List.of(
                Check.of(SUBNETS, this::addresses),
                Check.of("subnet-routes", this::routes).after(SUBNETS));
    }

    private Finding addresses() {
        if (target.subnets().isEmpty()) {
            return Finding.skipped("no subnet was named", "give --subnet");
        }
        try {
            found = ec2.describeSubnets(ask -> ask.subnetIds(target.subnets())).subnets();
        } catch (Ec2Exception refused) {
            if (String.valueOf(refused.awsErrorDetails().errorCode()).startsWith("InvalidSubnetID")) {
                return Finding.failed(
                        "a subnet does not exist: " + String.join(", ", target.subnets()),
                        "correct --subnet, or AWS_REGION");
            }
            throw refused;
        }
        int fewest =
                found.stream().mapToInt(Subnet::availableIpAddressCount).min().orElse(0);
        String seen = fewest + " free addresses" + (found.size() == 1 ? "" : " in the fullest subnet");
        String fix = "use a larger subnet: each worker of the load job, and the report function, takes an address";
        if (fewest < NEEDED) {
            return Finding.failed(seen, fix);
        }
        return fewest < COMFORTABLE ? Finding.warning(seen, fix) : Finding.ok(seen);
    }

    private Finding routes() {
        String vpc = found.get(0).vpcId();
        List<RouteTable> tables =
                ec2.describeRouteTables(ask -> ask.filters(ofVpc(vpc))).routeTables();
        boolean hasWayOut = found.stream().allMatch(subnet -> leadsOut(tableOf(subnet, tables)));
        Set<String> endpoints = ec2.describeVpcEndpoints(ask -> ask.filters(ofVpc(vpc))).vpcEndpoints().stream()
                .map(endpoint ->
                        endpoint.serviceName().substring(endpoint.serviceName().lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
        List<String> missing = new ArrayList<>(SERVICES);
        missing.removeAll(endpoints);
        if (hasWayOut) {
            return Finding.ok(
                    "a default route" + (endpoints.isEmpty() ? "" : ", and " + endpoints.size() + " endpoints"));
        }
        return missing.isEmpty()
                ? Finding.ok("no default route, but endpoints for all services")
                : Finding.failed(
                        "no active default route, and no endpoint for " + String.join(", ", missing),
                        "add a route to a NAT gateway, or these endpoints to the VPC");
    }

    private static Filter ofVpc(String vpc) {
        return Filter.builder().name("vpc-id").values(vpc).build();
    }

    /** The subnet's own table; a subnet without one uses the VPC's main table. */
    private static List<RouteTable> tableOf(Subnet subnet, List<RouteTable> tables) {
        List<RouteTable> own = tables.stream()
                .filter(table -> table.associations().stream()
                        .anyMatch(link -> subnet.subnetId().equals(link.subnetId())))
                .toList();
        return own.isEmpty()
                ? tables.stream()
                        .filter(table ->
                                table.associations().stream().anyMatch(link -> Boolean.TRUE.equals(link.main())))
                        .toList()
                : own;
    }

    private static boolean leadsOut(List<RouteTable> tables) {
        return tables.stream()
                .flatMap(table -> table.routes().stream())
                .anyMatch(
                        route -> EVERYWHERE.equals(route.destinationCidrBlock()) && route.state() == RouteState.ACTIVE);
    }
}
