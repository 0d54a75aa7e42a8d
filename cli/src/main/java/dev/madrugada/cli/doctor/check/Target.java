package dev.madrugada.cli.doctor.check;

import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.common.contract.DatasetContract;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What is checked: one dataset of one environment.
 *
 * @param environment the part that all names of the deployment have
 * @param lake the lake's root, ending in a slash
 * @param copyRole ARN of the role of COPY; empty for the one that the stack makes
 * @param cluster the provisioned cluster's identifier; empty for Serverless or if not named
 * @param namespace the Serverless namespace; empty for a cluster or if not named
 * @param subnets of the load job and the report function; empty if not named
 */
public record Target(
        String environment,
        String region,
        DatasetContract contract,
        URI lake,
        Optional<WarehouseArguments> warehouse,
        Optional<String> copyRole,
        Optional<String> cluster,
        Optional<String> namespace,
        List<String> subnets) {
    public Target {
        subnets = List.copyOf(subnets);
    }

    /** The name of a resource of the stack. */
    public String named(String thing) {
        return "madrugada-" + environment + "-" + thing;
    }

    public String bucket() {
        return lake.getHost();
    }

    /** The lake's root in its bucket, without a slash at the start. */
    public String root() {
        return lake.getPath().substring(1);
    }

    public String copyRole(String account) {
        return copyRole.orElseGet(() -> "arn:aws:iam::" + account + ":role/" + named("copy"));
    }
}
