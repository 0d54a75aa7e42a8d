package dev.madrugada.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** The only actions that roles have on all resources, each group with AWS's reason. A test finds any other. */
enum UnscopedActions {
    GLUE_METRICS(
            List.of("cloudwatch:PutMetricData"),
            "CloudWatch has no resource for metrics; the condition names the namespace that Glue writes",
            "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html") {
        @Override
        PolicyStatement statement() {
            return Permissions.allow(
                    actions(), List.of("*"), Map.of("StringEquals", Map.of("cloudwatch:namespace", "Glue")));
        }
    },
    NETWORK_LOOKUPS(
            List.of(
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DescribeSecurityGroups",
                    "ec2:DescribeSubnets",
                    "ec2:DescribeVpcAttribute",
                    "ec2:DescribeVpcEndpoints",
                    "ec2:DescribeRouteTables"),
            "EC2's Describe actions take no resource",
            "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html"),
    FUNCTION_NETWORK_INTERFACES(
            List.of(
                    "ec2:CreateNetworkInterface",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DescribeSubnets",
                    "ec2:DeleteNetworkInterface",
                    "ec2:AssignPrivateIpAddresses",
                    "ec2:UnassignPrivateIpAddresses"),
            "Lambda checks that the role may do this on all resources before it accepts a VPC",
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions"),
    LOG_DELIVERY(
            List.of(
                    "logs:CreateLogDelivery",
                    "logs:GetLogDelivery",
                    "logs:UpdateLogDelivery",
                    "logs:DeleteLogDelivery",
                    "logs:ListLogDeliveries",
                    "logs:PutResourcePolicy",
                    "logs:DescribeResourcePolicies",
                    "logs:DescribeLogGroups"),
            "CloudWatch's log delivery actions take no resource",
            "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy"),
    TRACES(
            List.of(
                    "xray:PutTraceSegments",
                    "xray:PutTelemetryRecords",
                    "xray:GetSamplingRules",
                    "xray:GetSamplingTargets"),
            "X-Ray's actions take no resource",
            "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> actions;

    private final String reason;
    private final String source;

    UnscopedActions(List<String> actions, String reason, String source) {
        this.actions = actions;
        this.reason = reason;
        this.source = source;
    }

    List<String> actions() {
        return actions;
    }

    /** The reason with AWS's page. */
    String reason() {
        return reason + ": " + source;
    }

    PolicyStatement statement() {
        return Permissions.allow(actions, List.of("*"));
    }
}
