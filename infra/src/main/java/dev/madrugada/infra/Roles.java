package dev.madrugada.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.CompositePrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** Makes roles: one for each job, function and machine, assumed by one service on behalf of this account only. */
final class Roles extends Construct {
    private final Names names;

    Roles(Construct scope, Names names) {
        super(scope, "Roles");
        this.names = names;
    }

    /**
     * Makes a role with its whole policy inline, so that what uses the role needs no other resource.
     *
     * @param service the service that assumes the role, such as {@code glue}
     */
    Role of(String name, String service, Stream<PolicyStatement> statements) {
        return Role.Builder.create(this, name)
                .roleName(names.of(name))
                .description("Madrugada: " + name)
                .assumedBy(new ServicePrincipal(service + ".amazonaws.com").withConditions(ofThisAccount()))
                .inlinePolicies(Map.of("madrugada", document(statements)))
                .build();
    }

    /** Lambda sets no source account when it assumes a role. */
    Role function(String name, Stream<PolicyStatement> statements) {
        return Role.Builder.create(this, name)
                .roleName(names.of(name))
                .description("Madrugada: " + name)
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .inlinePolicies(Map.of("madrugada", document(statements)))
                .build();
    }

    /** The role of COPY, for clusters and for Serverless namespaces. */
    Role warehouse(String name, Stream<PolicyStatement> statements) {
        return Role.Builder.create(this, name)
                .roleName(names.of(name))
                .description("Madrugada: " + name)
                .assumedBy(new CompositePrincipal(
                        new ServicePrincipal("redshift.amazonaws.com"),
                        new ServicePrincipal("redshift-serverless.amazonaws.com")))
                .inlinePolicies(Map.of("madrugada", document(statements)))
                .build();
    }

    private static PolicyDocument document(Stream<PolicyStatement> statements) {
        return PolicyDocument.Builder.create()
                .statements(statements.toList())
                .minimize(true)
                .build();
    }

    private static Map<String, Object> ofThisAccount() {
        return Map.of("StringEquals", Map.of("aws:SourceAccount", List.of(Aws.ACCOUNT_ID)));
    }
}
