package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * One check for each role: IAM simulates what the stack allows it. The simulation knows identity policies and permission
 * boundaries, but no policies of buckets, keys and organizations.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">its limits</a>
 */
final class RoleChecks {
    private final IamClient iam;
    private final GrantNames names;

    RoleChecks(IamClient iam, GrantNames names) {
        this.iam = iam;
        this.names = names;
    }

    List<Check> checks() {
        Map<String, List<RoleGrant>> byRole = new LinkedHashMap<>();
        TemplateRoles.ofThisRelease()
                .grants()
                .forEach(grant -> byRole.computeIfAbsent(grant.role(), role -> new ArrayList<>())
                        .add(grant));
        return byRole.entrySet().stream()
                .map(role -> Check.of("role-" + role.getKey(), () -> simulated(role.getKey(), role.getValue())))
                .toList();
    }

    private Finding simulated(String role, List<RoleGrant> grants) {
        String arn = names.roleArn(role);
        List<String> denied = new ArrayList<>();
        int actions = 0;
        int unknown = 0;
        try {
            for (RoleGrant grant : grants) {
                List<String> resources = grant.resources().stream()
                        .map(names::resolved)
                        .flatMap(Optional::stream)
                        .toList();
                if (resources.isEmpty()) {
                    unknown += grant.actions().size();
                } else {
                    actions += grant.actions().size();
                    denied.addAll(denied(arn, grant, resources));
                }
            }
        } catch (NoSuchEntityException missing) {
            return Finding.failed(
                    "there is no role " + arn, "deploy the stack, or correct --environment or --copy-role");
        }
        if (!denied.isEmpty()) {
            return Finding.failed(
                    "it may not " + String.join(", ", denied),
                    "allow it as docs/deploy.md lists for this role; see also its permissions boundary");
        }
        return Finding.ok(actions + " actions allowed"
                + (unknown == 0 ? "" : "; " + unknown + " not simulated, because their resources were not named"));
    }

    private List<String> denied(String arn, RoleGrant grant, List<String> resources) {
        List<ContextEntry> context = grant.context().entrySet().stream()
                .map(entry -> ContextEntry.builder()
                        .contextKeyName(entry.getKey())
                        .contextKeyType(ContextKeyTypeEnum.STRING)
                        .contextKeyValues(names.resolved(entry.getValue()).orElse(""))
                        .build())
                .toList();
        return iam
                .simulatePrincipalPolicy(ask -> {
                    ask.policySourceArn(arn).actionNames(grant.actions()).resourceArns(resources);
                    if (!context.isEmpty()) {
                        ask.contextEntries(context);
                    }
                })
                .evaluationResults()
                .stream()
                .filter(RoleChecks::isDenied)
                .map(EvaluationResult::evalActionName)
                .distinct()
                .toList();
    }

    private static boolean isDenied(EvaluationResult result) {
        return result.evalDecision() != PolicyEvaluationDecisionType.ALLOWED
                || result.resourceSpecificResults().stream()
                        .anyMatch(one -> one.evalResourceDecision() != PolicyEvaluationDecisionType.ALLOWED);
    }
}
