package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.ClusterIamRole;
import software.amazon.awssdk.services.redshift.model.ClusterNotFoundException;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.ResourceNotFoundException;

/** Whether the role of COPY is attached to the cluster or namespace. */
final class CopyRoleCheck {
    private final RedshiftClient redshift;
    private final RedshiftServerlessClient serverless;
    private final Target target;
    private final Supplier<String> account;

    CopyRoleCheck(
            RedshiftClient redshift, RedshiftServerlessClient serverless, Target target, Supplier<String> account) {
        this.redshift = redshift;
        this.serverless = serverless;
        this.target = target;
        this.account = account;
    }

    Check check() {
        return Check.of("copy-role", this::attached);
    }

    private Finding attached() {
        String role = target.copyRole(account.get());
        List<String> attached;
        if (target.cluster().isPresent()) {
            String cluster = target.cluster().get();
            try {
                attached = redshift.describeClusters(ask -> ask.clusterIdentifier(cluster)).clusters().stream()
                        .flatMap(found -> found.iamRoles().stream())
                        .filter(found -> "in-sync".equals(found.applyStatus()))
                        .map(ClusterIamRole::iamRoleArn)
                        .toList();
            } catch (ClusterNotFoundException missing) {
                return Finding.failed("there is no cluster " + cluster, "correct --cluster, or AWS_REGION");
            }
        } else if (target.namespace().isPresent()) {
            String namespace = target.namespace().get();
            try {
                attached = serverless
                        .getNamespace(ask -> ask.namespaceName(namespace))
                        .namespace()
                        .iamRoles();
            } catch (ResourceNotFoundException missing) {
                return Finding.failed("there is no namespace " + namespace, "correct --namespace, or AWS_REGION");
            }
        } else {
            return Finding.skipped("neither a cluster nor a namespace was named", "give --cluster or --namespace");
        }
        // A namespace describes each role as one text that contains its ARN; another role's name may begin with it.
        return attached.stream().anyMatch(text -> text.matches(".*\\Q" + role + "\\E(?![A-Za-z0-9+=,.@_/-]).*"))
                ? Finding.ok(role + " is attached")
                : Finding.failed(
                        role + " is not attached to the warehouse, or not yet in sync",
                        "attach it to the cluster or namespace (aws redshift modify-cluster-iam-roles --add-iam-roles,"
                                + " or aws redshift-serverless update-namespace --iam-roles)");
    }
}
