package dev.madrugada.cli.deploy;

import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.Cluster;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.Workgroup;

/**
 * The settings of a cluster or a Serverless workgroup, which its endpoint names. Settings are only added.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-connecting.html">endpoints of workgroups</a>
 */
record WarehouseSettings(RedshiftClient redshift, RedshiftServerlessClient serverless, Ec2Client ec2) {
    private static final Pattern CLUSTER =
            Pattern.compile("([^.]+)\\.[^.]+\\.[a-z0-9-]+\\.redshift\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern WORKGROUP =
            Pattern.compile("([^.]+)\\.[0-9]{12}\\.[a-z0-9-]+\\.redshift-serverless\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+");

    /** Attaches a role; empty if it is attached. */
    Optional<String> attach(String host, String role) {
        Optional<String> cluster = first(CLUSTER, host);
        return calling(host, "attach the role of COPY", () -> {
            if (cluster.isPresent()) {
                return attachToCluster(cluster.get(), role);
            }
            return attachToNamespace(workgroup(host).namespaceName(), role);
        });
    }

    private Optional<String> attachToCluster(String cluster, String role) {
        boolean isAttached = cluster(cluster).iamRoles().stream()
                .anyMatch(each -> each.iamRoleArn().equals(role));
        if (isAttached) {
            return Optional.empty();
        }
        redshift.modifyClusterIamRoles(
                modify -> modify.clusterIdentifier(cluster).addIamRoles(role));
        return Optional.of("attached " + role + " to the cluster " + cluster);
    }

    /** UpdateNamespace replaces the list of roles, so the list must be understood completely. */
    private Optional<String> attachToNamespace(String namespace, String role) {
        List<String> texts = serverless
                .getNamespace(ask -> ask.namespaceName(namespace))
                .namespace()
                .iamRoles();
        List<String> roles = new ArrayList<>();
        for (String text : texts) {
            Matcher arn = ROLE.matcher(text);
            if (!arn.find()) {
                throw unknown("the namespace " + namespace, "a role of the namespace has no ARN");
            }
            roles.add(arn.group());
        }
        if (roles.contains(role)) {
            return Optional.empty();
        }
        roles.add(role);
        serverless.updateNamespace(update -> update.namespaceName(namespace).iamRoles(roles));
        return Optional.of("attached " + role + " to the namespace " + namespace);
    }

    /** Lets a security group in; empty if it is let in. */
    Optional<String> letIn(String host, int port, String group) {
        Optional<String> cluster = first(CLUSTER, host);
        return calling(host, "let the security group in", () -> {
            List<String> groups = cluster.isPresent()
                    ? cluster(cluster.get()).vpcSecurityGroups().stream()
                            .map(each -> each.vpcSecurityGroupId())
                            .toList()
                    : workgroup(host).securityGroupIds();
            if (groups.isEmpty()) {
                throw unknown(host, "it has no security group");
            }
            return groups.contains(group) ? Optional.empty() : allow(groups.get(0), port, group);
        });
    }

    private Optional<String> allow(String into, int port, String from) {
        IpPermission allowed = IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .userIdGroupPairs(UserIdGroupPair.builder()
                        .groupId(from)
                        .description("Madrugada: load and report")
                        .build())
                .build();
        try {
            ec2.authorizeSecurityGroupIngress(rule -> rule.groupId(into).ipPermissions(allowed));
            return Optional.of("let " + from + " into " + into + " on port " + port);
        } catch (Ec2Exception refused) {
            if (refused.awsErrorDetails() != null
                    && refused.awsErrorDetails().errorCode().equals("InvalidPermission.Duplicate")) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private Cluster cluster(String id) {
        return redshift.describeClusters(ask -> ask.clusterIdentifier(id))
                .clusters()
                .get(0);
    }

    private Workgroup workgroup(String host) {
        String name =
                first(WORKGROUP, host).orElseThrow(() -> unknown(host, "it is not the endpoint that Redshift shows"));
        return serverless.getWorkgroup(ask -> ask.workgroupName(name)).workgroup();
    }

    private static Optional<String> first(Pattern form, String host) {
        Matcher found = form.matcher(host);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static MadrugadaException unknown(String where, String why) {
        return Fault.of(ErrorCode.InputMissing)
                .at(where)
                .what("the warehouse's settings are not known")
                .because(why)
                .fix("change them in Redshift")
                .exception();
    }

    private static Optional<String> calling(
            String host, String what, java.util.function.Supplier<Optional<String>> call) {
        return new AwsCall(
                        host,
                        "AWS",
                        new AwsCall.Codes(ErrorCode.WarehouseUnavailable, ErrorCode.InvalidArguments),
                        new AwsCall.Fixes(
                                "allow these credentials to " + what,
                                "correct warehouse.host",
                                "correct warehouse.host"))
                .run(call);
    }
}
