package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Artifacts;
import dev.madrugada.infra.deployment.Dataset;
import dev.madrugada.infra.deployment.Deployment;
import dev.madrugada.infra.deployment.Lake;
import dev.madrugada.infra.deployment.Network;
import dev.madrugada.infra.deployment.Operations;
import dev.madrugada.infra.deployment.Warehouse;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;

/**
 * A deployment of one dataset whose values are parameters of the template, for CloudFormation alone. It makes the lake's
 * bucket and uses an existing stream, warehouse and VPC.
 */
final class TemplateParameters implements DeploymentPlan {
    /** The CDK's validation refuses an ARN that is shorter than 20 characters, also where it is not used. */
    private static final String NO_BOUNDARY = "no permissions boundary";

    @Override
    public Deployment of(Stack stack) {
        Parameters parameters = new Parameters(stack);
        return new Deployment(
                parameters
                        .text("Environment", "Part of every name")
                        .defaultValue("prod")
                        .allowedPattern("^[a-z][a-z0-9-]{0,15}$")
                        .build()
                        .getValueAsString(),
                new Artifacts(
                        parameters.required("ArtifactBucket", "The bucket that has the package"),
                        parameters
                                .text(
                                        "ArtifactPrefix",
                                        "Where in the bucket it is, with a slash at the end; a new one for each package")
                                .allowedPattern("^([^/].*/)?$")
                                .build()
                                .getValueAsString(),
                        Map.of()),
                new Lake(null, null, null, null),
                new Warehouse(
                        parameters.required("WarehouseLoginArn", "Complete ARN of the secret with the login"),
                        null,
                        parameters.required("WarehouseHost", "Endpoint of the cluster or workgroup"),
                        parameters.otherwise("WarehousePort", "Its port", "5439"),
                        parameters.otherwise("WarehouseDatabase", "The database", "dev"),
                        null),
                new Network(
                        parameters
                                .text("VpcId", "The VPC of the warehouse")
                                .type("AWS::EC2::VPC::Id")
                                .build()
                                .getValueAsString(),
                        List.of(parameters
                                .text("SubnetId", "A private subnet that reaches the warehouse and AWS's services")
                                .type("AWS::EC2::Subnet::Id")
                                .build()
                                .getValueAsString()),
                        List.of()),
                boundary(stack, parameters),
                Map.of(),
                List.of(new Dataset(
                        parameters.required("DatasetName", "The dataset: its folder below datasets/"),
                        "Dataset",
                        parameters.otherwise("DayZone", "The contract's day-zone", "UTC"),
                        parameters.required("StreamArn", "The Kinesis stream"),
                        null,
                        List.of(),
                        null,
                        null,
                        parameters.otherwise("CatalogDatabase", "The contract's catalog.database", "madrugada"),
                        null,
                        null,
                        null,
                        null)),
                Operations.DEFAULT);
    }

    private static String boundary(Stack stack, Parameters parameters) {
        String arn =
                parameters.otherwise("PermissionsBoundaryArn", "A managed policy that bounds every role", NO_BOUNDARY);
        CfnCondition.Builder.create(stack, "HasPermissionsBoundary")
                .expression(Fn.conditionNot(Fn.conditionEquals(arn, NO_BOUNDARY)))
                .build();
        return Fn.conditionIf("HasPermissionsBoundary", arn, Aws.NO_VALUE).toString();
    }

    private record Parameters(Stack stack) {
        CfnParameter.Builder text(String name, String description) {
            return CfnParameter.Builder.create(stack, name).type("String").description(description);
        }

        String required(String name, String description) {
            return text(name, description).minLength(1).build().getValueAsString();
        }

        String otherwise(String name, String description, String value) {
            return text(name, description).defaultValue(value).build().getValueAsString();
        }
    }
}
