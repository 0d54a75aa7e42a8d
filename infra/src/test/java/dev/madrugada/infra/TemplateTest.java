package dev.madrugada.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final Path GOLDEN = Synthesis.root().resolve("infra/src/test/resources/madrugada.template.json");

    @Test
    void theTemplateIsTheOneInTheRepository() throws IOException {
        if (Boolean.getBoolean("madrugada.write-template")) {
            Files.writeString(GOLDEN, Synthesis.PARAMETERS.pretty());
        }
        assertThat(Synthesis.PARAMETERS.template())
                .as("after a change that is meant: mvn -pl infra -am test -Dtest=TemplateTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dmadrugada.write-template=true")
                .isEqualTo(Synthesis.read(GOLDEN));
    }

    @Test
    void noRuleOfAwsSolutionsIsBroken() {
        assertThat(Synthesis.PARAMETERS.findings()).isEmpty();
        assertThat(Synthesis.DEPLOYMENT.findings()).isEmpty();
    }

    @Test
    void theTemplateNeedsNoAssets() {
        assertThat(Synthesis.PARAMETERS.template().toString())
                .doesNotContain("cdk-hnb659fds", "AssetParameters", "BootstrapVersion");
    }

    @Test
    void jobsRunOnGlue51AndTheirArgumentsAreFixed() {
        List<Map.Entry<String, JsonNode>> jobs = Synthesis.DEPLOYMENT.resources("AWS::Glue::Job");
        assertThat(jobs).hasSize(5).allSatisfy(job -> {
            JsonNode settings = job.getValue();
            assertThat(settings.get("GlueVersion").asText()).isEqualTo("5.1");
            assertThat(settings.get("MaxRetries").asInt()).isZero();
            assertThat(settings.at("/ExecutionProperty/MaxConcurrentRuns").asInt())
                    .isEqualTo(80);
            assertThat(settings.get("Timeout").asInt()).isIn(230, 350);
            assertThat(settings.has("DefaultArguments")).isFalse();
            assertThat(settings.get("NonOverridableArguments").fieldNames())
                    .toIterable()
                    .contains("--class", "--extra-jars", "--conf", "--job-language", "--job-bookmark-option");
            assertThat(settings.at("/NonOverridableArguments/--datalake-formats")
                            .asText())
                    .isEqualTo("delta");
        });
        assertThat(jobs.stream()
                        .map(job -> job.getValue().get("ExecutionClass").asText() + " "
                                + job.getValue().get("WorkerType").asText() + " "
                                + job.getValue().get("NumberOfWorkers").asInt()))
                .containsExactlyInAnyOrder(
                        "FLEX G.2X 10", "STANDARD G.1X 2", "STANDARD G.1X 2", "STANDARD G.1X 2", "STANDARD G.1X 2");
    }

    @Test
    void onlyTheIngestOfATopicRunsInTheVpcOfItsBrokers() {
        JsonNode ingest = job("madrugada-test-ingest-rides");
        assertThat(ingest.at("/Connections/Connections")).hasSize(1);
        assertThat(ingest.at("/NonOverridableArguments/--extra-jars").asText())
                .isEqualTo(
                        "s3://artifacts/madrugada/1/jars/ingest-job-all.jar,s3://artifacts/aws-msk-iam-auth-all.jar");
        assertThat(job("madrugada-test-ingest").has("Connections")).isFalse();
        assertThat(Synthesis.DEPLOYMENT.resources("AWS::StepFunctions::StateMachine"))
                .filteredOn(machine ->
                        machine.getValue().path("DefinitionSubstitutions").has("IngestJob"))
                .allSatisfy(machine -> assertThat(machine.getKey().contains("rides"))
                        .isEqualTo(machine.getValue()
                                .at("/DefinitionSubstitutions/IngestJob/Ref")
                                .asText()
                                .contains("ingestrides")))
                .anyMatch(machine -> machine.getKey().contains("rides"));
        assertThat(Synthesis.DEPLOYMENT.resources("AWS::Glue::Connection"))
                .extracting(connection -> connection
                        .getValue()
                        .at("/ConnectionInput/PhysicalConnectionRequirements/SubnetId")
                        .asText())
                .contains("subnet-0a1b2c3d");
        assertThat(Synthesis.DEPLOYMENT.resources("AWS::Kinesis::Stream")).hasSize(1);
    }

    @Test
    void aFileWithAnotherNameOfItsOwnIsFoundUnderIt() {
        assertThat(Synthesis.DEPLOYMENT.resources("AWS::Lambda::Function"))
                .extracting(function -> function.getValue().at("/Code/S3Key").asText())
                .contains("madrugada/1/jars/night-all-0a1b.jar", "madrugada/1/jars/report-all.jar");
    }

    @Test
    void theShareOfQuarantinedRecordsRaisesAnAlarmOfTheDatasetsOwn() {
        assertThat(Synthesis.DEPLOYMENT.resources("AWS::CloudWatch::Alarm"))
                .filteredOn(
                        alarm -> alarm.getValue().path("MetricName").asText().equals("QuarantinedShare"))
                .extracting(alarm -> alarm.getValue().path("AlarmName").asText() + " "
                        + alarm.getValue().path("Threshold").asInt() + " "
                        + alarm.getValue().path("Dimensions").findValuesAsText("Value"))
                .contains(
                        "madrugada-test-flights-quarantined 5 [flights, test]",
                        "madrugada-test-rides-quarantined 20 [rides, test]");
        assertThat(Synthesis.DEPLOYMENT.resources("AWS::Lambda::Function"))
                .filteredOn(function ->
                        function.getValue().path("FunctionName").asText().endsWith("-gate"))
                .extracting(function -> function.getValue()
                        .at("/Environment/Variables/METRICS_ENVIRONMENT")
                        .asText())
                .containsExactly("test");
    }

    private static JsonNode job(String name) {
        return Synthesis.DEPLOYMENT.resources("AWS::Glue::Job").stream()
                .map(Map.Entry::getValue)
                .filter(job -> job.path("Name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyPlaceholderOfTheDefinitionsIsSubstituted() {
        for (Synthesis synthesis : List.of(Synthesis.PARAMETERS, Synthesis.DEPLOYMENT)) {
            assertThat(synthesis.resources("AWS::StepFunctions::StateMachine")).allSatisfy(machine -> {
                JsonNode settings = machine.getValue();
                assertThat(new TreeSet<>(
                                placeholders(settings.get("DefinitionString").asText())))
                        .isEqualTo(new TreeSet<>(names(settings.path("DefinitionSubstitutions"))));
                assertThat(settings.at("/LoggingConfiguration/Level").asText()).isEqualTo("ALL");
            });
        }
    }

    @Test
    void aNightStartsInTheDatasetsZoneAndOnceMore() {
        assertThat(Synthesis.DEPLOYMENT.resources("AWS::Scheduler::Schedule").stream()
                        .map(schedule -> schedule.getValue())
                        .map(schedule -> schedule.get("ScheduleExpression").asText() + " "
                                + schedule.get("ScheduleExpressionTimezone").asText()))
                .containsExactlyInAnyOrder(
                        "cron(0 2 * * ? *) UTC",
                        "cron(30 3 * * ? *) UTC",
                        "cron(10 * * * ? *) UTC",
                        "cron(10 * * * ? *) UTC",
                        "cron(0 2 * * ? *) UTC",
                        "cron(30 3 * * ? *) UTC",
                        "cron(0 2 * * ? *) Europe/Madrid",
                        "cron(30 3 * * ? *) Europe/Madrid",
                        "cron(0 2 * * ? *) UTC",
                        "cron(30 3 * * ? *) UTC",
                        "rate(1 minute) UTC",
                        "rate(1 minute) UTC");
        assertThat(Synthesis.PARAMETERS.resources("AWS::Scheduler::Schedule")).allSatisfy(schedule -> {
            JsonNode target = schedule.getValue().get("Target");
            assertThat(Synthesis.text(target.get("Input"))).contains("\"time\":\"<aws.scheduler.scheduled-time>\"");
            assertThat(target.at("/DeadLetterConfig/Arn").isMissingNode()).isFalse();
        });
    }

    @Test
    void theLakeIsVersionedPrivateAndEncrypted() {
        JsonNode lake = Synthesis.DEPLOYMENT.resources("AWS::S3::Bucket").stream()
                .map(Map.Entry::getValue)
                .filter(bucket -> bucket.has("VersioningConfiguration"))
                .findFirst()
                .orElseThrow();
        assertThat(lake.at("/PublicAccessBlockConfiguration/RestrictPublicBuckets")
                        .asBoolean())
                .isTrue();
        assertThat(lake.at("/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault"
                                + "/SSEAlgorithm")
                        .asText())
                .isEqualTo("aws:kms");
        assertThat(lake.at("/ObjectLockConfiguration/Rule/DefaultRetention/Mode")
                        .asText())
                .isEqualTo("GOVERNANCE");
        assertThat(lake.at("/LifecycleConfiguration/Rules/0").fieldNames())
                .toIterable()
                .contains("NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload", "ExpiredObjectDeleteMarker")
                .doesNotContain("ExpirationInDays");
    }

    @Test
    void whatStaysAfterADeletionGoesWithACreationThatIsRolledBack() {
        for (Synthesis synthesis : List.of(Synthesis.PARAMETERS, Synthesis.DEPLOYMENT)) {
            assertThat(synthesis.template().findValuesAsText("DeletionPolicy"))
                    .isNotEmpty()
                    .containsOnly("RetainExceptOnCreate", "Delete");
            assertThat(synthesis.template().findValuesAsText("DeletionPolicy")).contains("RetainExceptOnCreate");
        }
    }

    @Test
    void everyRoleHasThePermissionsBoundary() {
        for (Synthesis synthesis : List.of(Synthesis.PARAMETERS, Synthesis.DEPLOYMENT)) {
            assertThat(synthesis.resources("AWS::IAM::Role"))
                    .allSatisfy(role -> assertThat(role.getValue().has("PermissionsBoundary"))
                            .isTrue());
        }
    }

    @Test
    void everyLogGroupIsEncryptedAndHasARetention() {
        assertThat(Synthesis.DEPLOYMENT.resources("AWS::Logs::LogGroup"))
                .isNotEmpty()
                .allSatisfy(group -> {
                    assertThat(group.getValue().has("KmsKeyId")).isTrue();
                    assertThat(group.getValue().get("RetentionInDays").asInt()).isEqualTo(120);
                });
    }

    @Test
    void theClaimsTableIsOnDemandWithTtlAndRecovery() {
        assertThat(Synthesis.PARAMETERS.resources("AWS::DynamoDB::Table")).isEmpty();
        JsonNode table =
                Synthesis.DEPLOYMENT.resources("AWS::DynamoDB::Table").get(0).getValue();
        assertThat(table.get("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("expires");
        assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
    }

    private static List<String> placeholders(String definition) {
        return Pattern.compile("\\$\\{(\\w+)}")
                .matcher(definition)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
