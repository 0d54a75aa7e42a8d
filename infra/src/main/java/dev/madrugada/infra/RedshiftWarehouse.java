package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.redshiftserverless.CfnNamespace;
import software.amazon.awscdk.services.redshiftserverless.CfnWorkgroup;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** The warehouse, existing or made as a Serverless workgroup, and the role of COPY. */
final class RedshiftWarehouse extends Construct {
    static final int PORT = 5439;

    private static final String USER = "madrugada";
    private static final int SMALLEST_CAPACITY = 8;

    private final String secretArn;
    private final @Nullable String secretKeyArn;
    private final String copyRoleArn;
    private final Map<String, String> address = new TreeMap<>();

    RedshiftWarehouse(Construct scope, Names names, Warehouse warehouse, WarehouseNetwork network, Access access) {
        super(scope, "Warehouse");
        copyRoleArn = warehouse.copyRole() == null ? copyRole(access) : warehouse.copyRole();
        if (warehouse.secret() == null) {
            String database = Objects.requireNonNullElse(warehouse.database(), "dev");
            Secret login = login(names);
            CfnNamespace namespace = CfnNamespace.Builder.create(this, "Namespace")
                    .namespaceName(names.of("warehouse"))
                    .dbName(database)
                    .adminUsername(USER)
                    .adminUserPassword(login.secretValueFromJson("password").unsafeUnwrap())
                    .iamRoles(List.of(copyRoleArn))
                    .defaultIamRoleArn(copyRoleArn)
                    .logExports(List.of("userlog", "connectionlog", "useractivitylog"))
                    .build();
            namespace.applyRemovalPolicy(Kept.POLICY);
            CfnWorkgroup workgroup = CfnWorkgroup.Builder.create(this, "Workgroup")
                    .workgroupName(names.of("warehouse"))
                    .namespaceName(namespace.getRef())
                    .baseCapacity(SMALLEST_CAPACITY)
                    .publiclyAccessible(false)
                    .enhancedVpcRouting(true)
                    .subnetIds(network.subnets())
                    .securityGroupIds(network.securityGroups())
                    .build();
            workgroup.applyRemovalPolicy(Kept.POLICY);
            secretArn = login.getSecretArn();
            secretKeyArn = null;
            address.put("warehouse-host", workgroup.getAttrWorkgroupEndpointAddress());
            address.put("warehouse-port", String.valueOf(PORT));
            address.put("warehouse-database", database);
        } else {
            secretArn = warehouse.secret();
            secretKeyArn = warehouse.secretKey();
            putIfGiven("warehouse-host", warehouse.host());
            putIfGiven("warehouse-port", warehouse.port());
            putIfGiven("warehouse-database", warehouse.database());
        }
    }

    String secretArn() {
        return secretArn;
    }

    String copyRoleArn() {
        return copyRoleArn;
    }

    /** The address as arguments of load and report, without dashes; empty if the secret has it. */
    Map<String, String> address() {
        return Map.copyOf(address);
    }

    Stream<PolicyStatement> secretStatements() {
        return Permissions.secret(secretArn, secretKeyArn).stream();
    }

    /** CloudFormation does not tell the ARN of a secret that Redshift manages, so it is one of the stack's. */
    private Secret login(Names names) {
        Secret login = Secret.Builder.create(this, "Login")
                .secretName(names.of("warehouse"))
                .description("Madrugada: the warehouse's administrator")
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate("{\"username\":\"" + USER + "\"}")
                        .generateStringKey("password")
                        .passwordLength(32)
                        .excludePunctuation(true)
                        .build())
                .removalPolicy(Kept.POLICY)
                .build();
        NagReasons.NO_ROTATION.on(login);
        return login;
    }

    private void putIfGiven(String argument, @Nullable String value) {
        if (value != null) {
            address.put(argument, value);
        }
    }

    /** COPY reads the manifest and the files that it names. */
    private static String copyRole(Access access) {
        return access.roles()
                .warehouse("copy", access.permissions().copied().stream())
                .getRoleArn();
    }
}
