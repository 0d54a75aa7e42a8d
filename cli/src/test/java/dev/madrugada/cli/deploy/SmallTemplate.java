package dev.madrugada.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A template with a lake, a secret, a role, a function, a job and alarms: more resources than a page of events has. */
final class SmallTemplate implements TemplateSynthesis {
    static final String LAKE = "madrugada-test-lake";
    private static final int ALARMS = 25;

    private String description = "the gate";

    void describe(String text) {
        description = text;
    }

    @Override
    public String template(DeploymentFile deployment) {
        ObjectNode template = JsonNodeFactory.instance.objectNode();
        ObjectNode resources = template.putObject("Resources");
        kept(resources, "Lake", "AWS::S3::Bucket").put("BucketName", LAKE);
        kept(resources, "Login", "AWS::SecretsManager::Secret").put("Name", "madrugada-test-warehouse");
        resource(resources, "CopyRole", "AWS::IAM::Role").put("RoleName", "madrugada-test-copy");
        JsonNode files = deployment.json().path("artifacts").path("files");
        resource(resources, "Gate", "AWS::Lambda::Function")
                .put("FunctionName", "madrugada-test-gate")
                .put("Description", description)
                .put(
                        "Key",
                        deployment.prefix() + files.path("jars/night-all.jar").asText());
        resource(resources, "Ingest", "AWS::Glue::Job")
                .put("Name", "madrugada-test-ingest")
                .put(
                        "Script",
                        deployment.prefix() + files.path("placeholder.scala").asText())
                .put(
                        "Jar",
                        deployment.prefix()
                                + files.path("jars/ingest-job-all.jar").asText());
        for (int i = 0; i < ALARMS; i++) {
            resource(resources, "Alarm" + i, "AWS::CloudWatch::Alarm").put("AlarmName", "alarm-" + i);
        }
        ObjectNode outputs = template.putObject("Outputs");
        join(outputs, "LakeUri", "/lake");
        join(outputs, "DatasetsUri", "/datasets/");
        outputs.putObject("CopyRoleArn").put("Value", WarehouseAccessTest.ROLE);
        outputs.putObject("SecurityGroup").put("Value", "sg-madrugada");
        return template.toString();
    }

    private static void join(ObjectNode outputs, String name, String end) {
        var parts = outputs.putObject(name)
                .putObject("Value")
                .putArray("Fn::Join")
                .add("")
                .addArray();
        parts.add("s3://").addObject().put("Ref", "Lake");
        parts.add(end);
    }

    private static ObjectNode kept(ObjectNode resources, String id, String type) {
        ObjectNode properties = resource(resources, id, type);
        resources.withObject("/" + id).put("DeletionPolicy", "RetainExceptOnCreate");
        return properties;
    }

    private static ObjectNode resource(ObjectNode resources, String id, String type) {
        return resources.putObject(id).put("Type", type).putObject("Properties");
    }
}
