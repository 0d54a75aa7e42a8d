package dev.madrugada.infra.deployment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The VPC in which the load job and the report function reach the warehouse. The other jobs and functions are in none.
 *
 * @param vpc id of an existing VPC; null makes one, with the endpoints that load and report need and no way out
 * @param subnets private subnets of an existing VPC, from which S3, Secrets Manager, CloudWatch and SES are reached; the
 *     load job runs in the first
 * @param securityGroups groups of an existing VPC that the warehouse lets in. Glue requires that one of them lets in
 *     itself on all TCP ports. Empty makes one
 */
public record Network(@Nullable String vpc, List<String> subnets, List<String> securityGroups) {
    @SuppressWarnings("ConstantValue") // Jackson passes null for what the file leaves out
    public Network {
        subnets = subnets == null ? List.of() : List.copyOf(subnets);
        securityGroups = securityGroups == null ? List.of() : List.copyOf(securityGroups);
        if ((vpc == null) != subnets.isEmpty()) {
            throw new IllegalArgumentException("network needs both vpc and subnets, or neither to make them");
        }
    }
}
