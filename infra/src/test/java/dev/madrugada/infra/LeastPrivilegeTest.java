package dev.madrugada.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastPrivilegeTest {
    private static final List<Synthesis> ALL = List.of(Synthesis.PARAMETERS, Synthesis.DEPLOYMENT);

    /** The night's tests compare this role with recorded calls too; the template of CloudFormation alone has it not. */
    private static final Path GLUE_RUNNER = Synthesis.root().resolve("infra/src/test/resources/glue-runner.role.json");

    @Test
    void theRoleOfTheGlueRunnerIsTheOneInTheRepository() throws Exception {
        ObjectMapper json = new ObjectMapper();
        ObjectNode role = json.createObjectNode();
        Synthesis.DEPLOYMENT.resources("AWS::IAM::Role").stream()
                .filter(each -> each.getValue().path("Description").asText().equals("Madrugada: glue-runner"))
                .forEach(each -> role.withObject("/Resources/" + each.getKey())
                        .put("Type", "AWS::IAM::Role")
                        .set("Properties", each.getValue()));
        if (Boolean.getBoolean("madrugada.write-template")) {
            Files.writeString(GLUE_RUNNER, role.toPrettyString() + "\n");
        }
        assertThat(role)
                .as("after a change that is meant: -Dtest=LeastPrivilegeTest -Dmadrugada.write-template=true")
                .isEqualTo(Synthesis.read(GLUE_RUNNER));
    }

    @Test
    void onlyActionsThatAwsDoesNotScopeAreAllowedOnAllResources() {
        Set<String> unscoped = Arrays.stream(UnscopedActions.values())
                .flatMap(each -> each.actions().stream())
                .collect(Collectors.toSet());
        assertThat(roleStatements())
                .filteredOn(
                        statement -> Synthesis.texts(statement.get("Resource")).contains("*"))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(unscoped).containsAll(Synthesis.texts(statement.get("Action"))));
    }

    @Test
    void noActionIsAWildcard() {
        assertThat(roleStatements())
                .flatExtracting(statement -> Synthesis.texts(statement.get("Action")))
                // Of the flow logs of a VPC that is made, the CDK writes the policy.
                .noneMatch(action -> action.contains("*"));
    }

    @Test
    void noRoleReadsOrWritesTheWholeBucket() {
        assertThat(roleStatements())
                .filteredOn(statement -> Synthesis.texts(statement.get("Action")).stream()
                        .anyMatch(action -> action.startsWith("s3:") && !action.equals("s3:ListBucket")))
                .flatExtracting(statement -> Synthesis.texts(statement.get("Resource")))
                .noneMatch(resource -> resource.matches("arn:[^/]*/\\*"))
                .noneMatch(resource -> resource.endsWith("/lake/*") || resource.endsWith("/lakes/test/*"));
    }

    @Test
    void onlyLoadAndReportReadTheSecretAndOnlyGateWritesTheCatalog() {
        assertThat(rolesThatMay("secretsmanager:GetSecretValue")).containsExactly("load", "plan", "report");
        assertThat(rolesThatMay("glue:CreateTable")).containsExactly("gate");
        assertThat(rolesThatMay("kinesis:GetRecords")).containsExactly("ingest");
        assertThat(rolesThatMay("ses:SendEmail")).containsExactly("report");
        assertThat(rolesThatMay("lambda:InvokeFunction")).containsExactly("night");
    }

    @ParameterizedTest
    @CsvSource({
        "plan, s3:PutObject, runs",
        "gate, s3:PutObject, curated runs",
        "gate, s3:DeleteObject, curated",
        "failure, s3:PutObject, ''",
        "ingest, s3:PutObject, raw runs",
        "ingest, s3:DeleteObject, raw",
        "transform, s3:PutObject, curated quarantine runs",
        "transform, s3:DeleteObject, curated quarantine",
        "quality, s3:PutObject, quality runs",
        "quality, s3:DeleteObject, ''",
        "load, s3:PutObject, loads runs",
        "load, s3:DeleteObject, loads",
        "report, s3:PutObject, reports runs",
        "copy, s3:GetObject, curated loads",
        "copy, s3:PutObject, ''",
    })
    void aRoleChangesItsOwnAreasOnly(String role, String action, String areas) {
        Set<String> expected =
                Stream.of(areas.split(" ")).filter(area -> !area.isEmpty()).collect(Collectors.toSet());
        assertThat(Synthesis.PARAMETERS.statements(role).stream()
                        .filter(statement ->
                                Synthesis.texts(statement.get("Action")).contains(action))
                        .flatMap(statement -> Synthesis.texts(statement.get("Resource")).stream())
                        .map(resource -> resource.replaceAll(".*/lake/(\\w+)/\\*$", "$1")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void ingestReadsTheFilesOfADatasetThatHasNoStream() {
        List<JsonNode> ofFiles = Synthesis.DEPLOYMENT.statements("ingest").stream()
                .filter(statement -> statement.toString().contains("web-logs"))
                .toList();
        assertThat(ofFiles)
                .flatExtracting(statement -> Synthesis.texts(statement.get("Action")))
                .containsExactlyInAnyOrder("s3:GetObject", "s3:ListBucket", "kms:Decrypt");
        assertThat(ofFiles)
                .flatExtracting(statement -> Synthesis.texts(statement.get("Resource")))
                .anyMatch(resource -> resource.endsWith(":s3:::web-logs/visits/*"))
                .anyMatch(resource -> resource.endsWith(":s3:::web-logs"))
                .noneMatch(resource -> resource.endsWith(":s3:::web-logs/*"));
        assertThat(Synthesis.DEPLOYMENT.resources("AWS::Kinesis::Stream")).hasSize(1);
    }

    @Test
    void theIngestOfATopicReadsItsTopicAndItsSecretOnly() {
        List<JsonNode> statements = Synthesis.DEPLOYMENT.statements("ingest-rides");
        assertThat(statements)
                .flatExtracting(statement -> Synthesis.texts(statement.get("Action")))
                .contains("kafka-cluster:ReadData", "secretsmanager:GetSecretValue", "ec2:CreateNetworkInterface")
                .noneMatch(action -> action.startsWith("kinesis:"))
                .doesNotContain("kafka-cluster:WriteData", "kafka-cluster:AlterTopic");
        assertThat(statements)
                .flatExtracting(statement -> Synthesis.texts(statement.get("Resource")))
                .contains(
                        "arn:aws:kafka:eu-west-1:123456789012:cluster/main/0a-1b",
                        "arn:aws:kafka:eu-west-1:123456789012:topic/main/0a-1b/rides",
                        "arn:aws:kafka:eu-west-1:123456789012:group/main/0a-1b/spark-kafka-*",
                        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_rides-AbCdEf")
                .anyMatch(resource -> resource.endsWith(":s3:::artifacts/aws-msk-iam-auth-all.jar"));
        assertThat(Synthesis.DEPLOYMENT.statements("ingest"))
                .flatExtracting(statement -> Synthesis.texts(statement.get("Action")))
                .noneMatch(action -> action.startsWith("kafka-cluster:") || action.startsWith("ec2:"));
    }

    private static List<JsonNode> roleStatements() {
        return ALL.stream()
                .flatMap(synthesis -> Stream.of("AWS::IAM::Role", "AWS::IAM::Policy")
                        .flatMap(type -> synthesis.resources(type).stream())
                        .flatMap(role -> role.getValue().findValues("PolicyDocument").stream())
                        .flatMap(document -> statements(document).stream()))
                .toList();
    }

    private static List<JsonNode> statements(JsonNode document) {
        return Stream.of(document.get("Statement"))
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .toList();
    }

    private static Set<String> rolesThatMay(String action) {
        return Synthesis.PARAMETERS.resources("AWS::IAM::Role").stream()
                .filter(role -> role.getValue().findValues("Action").stream()
                        .anyMatch(actions -> Synthesis.texts(actions).contains(action)))
                .map(role -> role.getValue().get("Description").asText().replace("Madrugada: ", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
