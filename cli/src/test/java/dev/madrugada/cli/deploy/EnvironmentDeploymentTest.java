package dev.madrugada.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;

/** Deployments and plans against CloudFormation and S3 of the local stack. */
class EnvironmentDeploymentTest {
    @TempDir
    private Path folder;

    private LocalAws aws;

    @BeforeEach
    void start() throws IOException {
        aws = new LocalAws(folder);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void theFirstDeploymentMakesAllThatANightNeeds() throws IOException {
        String printed = aws.deploy();

        assertThat(printed)
                .contains(
                        "made the bucket artifacts\n",
                        "  add    AWS::S3::Bucket Lake\n",
                        "  add    AWS::CloudWatch::Alarm Alarm24\n")
                .contains("orders: s3://madrugada-test-lake/datasets/orders/", "/ is current now\n")
                .endsWith("madrugada-test: deployed\n");
        assertThat(aws.s3().keys(LocalAws.ARTIFACTS))
                .hasSize(4)
                .anyMatch(key -> key.matches("madrugada/jars/night-all-[0-9a-f]{16}\\.jar"))
                .anyMatch(key -> key.matches("madrugada/jars/ingest-job-all-[0-9a-f]{16}\\.jar"))
                .anyMatch(key -> key.matches("madrugada/placeholder-[0-9a-f]{16}\\.scala"))
                .anyMatch(key -> key.matches("madrugada/templates/test-[0-9a-f]{16}\\.json"));
        assertThat(aws.s3().keys(SmallTemplate.LAKE)).contains("datasets/orders/current.json");
    }

    @Test
    void theSameAgainChangesNothingAndPutsNothing() throws IOException {
        var unused = aws.deploy();
        List<String> puts = aws.s3().puts();

        assertThat(aws.deploy()).isEqualTo("madrugada-test: no change\n");

        assertThat(aws.s3().puts()).isEqualTo(puts);
        assertThat(aws.calls("ExecuteChangeSet")).isEqualTo(1);
        assertThat(aws.plan()).isEqualTo("madrugada-test: no change\n");
        assertThat(aws.s3().puts()).isEqualTo(puts);
    }

    @Test
    void aChangedDatasetIsPublishedAndNothingElse() throws IOException {
        var unused = aws.deploy();
        int before = aws.s3().puts().size();
        aws.datasetFile("report.sql", "select 2");

        assertThat(aws.deploy())
                .contains("orders: ", "is current now, before it ")
                .doesNotContain("uploaded", "modify");

        assertThat(aws.s3().puts().subList(before, aws.s3().puts().size()))
                .isNotEmpty()
                .allMatch(put -> put.startsWith(SmallTemplate.LAKE + "/datasets/orders/"));
        assertThat(aws.calls("ExecuteChangeSet")).isEqualTo(1);
    }

    @Test
    void aChangedJarIsUploadedAndOnlyItsFunctionChanges() throws IOException {
        var unused = aws.deploy();
        int before = aws.s3().puts().size();
        aws.file("jars/night-all.jar", "corrected");

        String printed = aws.deploy();

        assertThat(printed.lines().filter(line -> line.startsWith("  ")))
                .containsExactly("  modify AWS::Lambda::Function Gate");
        assertThat(aws.s3().puts().subList(before, aws.s3().puts().size()))
                .hasSize(2)
                .anyMatch(put -> put.matches("artifacts/madrugada/jars/night-all-[0-9a-f]{16}\\.jar"))
                .anyMatch(put -> put.startsWith("artifacts/madrugada/templates/"));
    }

    @Test
    void aResourceThatFailsIsNamedWithItsReasonAndTheNextDeploymentGoesOn() throws IOException {
        var first = aws.deploy();
        aws.template().describe("the gate, once more");
        aws.fail("Gate", "The role cannot be assumed by Lambda.");

        assertThatThrownBy(aws::deploy)
                .hasMessageContaining("stack madrugada-test: Gate (AWS::Lambda::Function) failed, and the stack is"
                        + " UPDATE_ROLLBACK_COMPLETE; The role cannot be assumed by Lambda.; ");

        assertThat(first).endsWith("deployed\n");
        assertThat(aws.deploy())
                .contains("  modify AWS::Lambda::Function Gate\n")
                .endsWith("deployed\n");
    }

    @Test
    void aCreationThatWasRolledBackIsDeletedAndRepeated() throws IOException {
        aws.fail("Ingest", "Resource limit exceeded");
        assertThatThrownBy(aws::deploy)
                .hasMessageContaining(
                        "Ingest (AWS::Glue::Job) failed, and the stack is ROLLBACK_COMPLETE; Resource limit"
                                + " exceeded");

        assertThat(aws.deploy())
                .contains(
                        "deleting what is left of a creation that was rolled back", "  add    AWS::Glue::Job Ingest\n")
                .endsWith("deployed\n");
    }

    @Test
    void aPlanOfANewEnvironmentMakesNothing() throws IOException {
        assertThat(aws.plan())
                .contains("would make the bucket artifacts\n", "would upload s3://artifacts/madrugada/jars/night-all-")
                .contains("  add    AWS::S3::Bucket Lake\n", "would publish orders ")
                .endsWith("madrugada-test: nothing was changed, this is a plan\n");

        assertThat(aws.s3().names()).isEmpty();
        assertThat(aws.stacks().find(LocalAws.STACK)).isEmpty();
    }

    @Test
    void aPlanOfAChangeLeavesBucketsAndStackAsTheyWere() throws IOException {
        var unused = aws.deploy();
        Set<String> artifacts = aws.s3().keys(LocalAws.ARTIFACTS);
        Set<String> lake = aws.s3().keys(SmallTemplate.LAKE);
        aws.file("jars/night-all.jar", "corrected");
        aws.datasetFile("report.sql", "select 2");

        assertThat(aws.plan())
                .contains("would upload s3://artifacts/madrugada/jars/night-all-")
                .contains("  modify AWS::Lambda::Function Gate\n", "would publish orders ")
                .doesNotContain("ingest-job-all");

        assertThat(aws.s3().keys(LocalAws.ARTIFACTS)).isEqualTo(artifacts);
        assertThat(aws.s3().keys(SmallTemplate.LAKE)).isEqualTo(lake);
        assertThat(aws.calls("ExecuteChangeSet")).isEqualTo(1);
        assertThat(aws.calls("DeleteChangeSet")).isGreaterThan(aws.calls("ExecuteChangeSet"));
    }

    @Test
    void aDeploymentThatWasStoppedBeforeItExecutedItsChangeSetIsRepeated() throws IOException {
        var left = new ChangeSets(aws.stacks(), LocalAws.STACK)
                .make("madrugada-deploy", ChangeSetType.CREATE, aws.uploadedTemplate());
        assertThat(left).isNotEmpty();

        assertThat(aws.deploy()).contains("  add    AWS::S3::Bucket Lake\n").endsWith("deployed\n");
    }

    @Test
    void aDeploymentThatWasStoppedWhileTheStackChangedWaitsForIt() throws IOException {
        var left = new ChangeSets(aws.stacks(), LocalAws.STACK)
                .make("madrugada-deploy", ChangeSetType.CREATE, aws.uploadedTemplate());
        assertThat(left).isNotEmpty();
        var started = aws.stacks()
                .client()
                .executeChangeSet(execute -> execute.stackName(LocalAws.STACK).changeSetName("madrugada-deploy"));
        assertThat(started).isNotNull();

        assertThat(aws.deploy())
                .contains("madrugada-test: waiting for what is under way (CREATE_IN_PROGRESS)\n")
                .contains("orders: ")
                .doesNotContain("  add ");
    }

    @Test
    void aDeploymentThatWasStoppedAmongItsUploadsDoesTheRest() throws IOException {
        aws.s3().refusePutsAfter(2);
        assertThatThrownBy(aws::deploy).hasMessageContaining("s3://artifacts");
        aws.s3().acceptPuts();
        List<String> before = aws.s3().puts();

        assertThat(aws.deploy()).endsWith("deployed\n");

        assertThat(before).hasSize(2);
        assertThat(aws.s3().puts()).doesNotHaveDuplicates().containsAll(before);
    }
}
