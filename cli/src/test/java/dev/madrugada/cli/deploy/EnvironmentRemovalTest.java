package dev.madrugada.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentRemovalTest {
    @TempDir
    private Path folder;

    private LocalAws aws;

    @BeforeEach
    void deployed() throws IOException {
        aws = new LocalAws(folder);
        assertThat(aws.deploy()).endsWith("deployed\n");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void theDataStaysAndIsNamed() {
        Set<String> lake = aws.s3().keys(SmallTemplate.LAKE);

        assertThat(aws.destroy().lines())
                .containsExactly(
                        "madrugada-test: deleted",
                        "  kept AWS::S3::Bucket madrugada-test-lake",
                        "  kept AWS::SecretsManager::Secret madrugada-test-warehouse");

        assertThat(lake).isNotEmpty();
        assertThat(aws.s3().keys(SmallTemplate.LAKE)).isEqualTo(lake);
        assertThat(aws.destroy()).isEqualTo("madrugada-test: there is no such stack\n");
    }

    @Test
    void whatStayedIsTakenIntoTheNextStack() throws IOException {
        var unused = aws.destroy();

        assertThat(aws.deploy()).endsWith("deployed\n").doesNotContain("uploaded", "orders: ");
    }

    @Test
    void theDataIsDeletedIfItsBucketIsNamed() throws IOException {
        aws.datasetFile("report.sql", "select 2");
        assertThat(aws.deploy()).contains("is current now");

        assertThat(aws.destroyWithData(SmallTemplate.LAKE))
                .contains("madrugada-test: deleted\n", "deleted the bucket madrugada-test-lake with ");

        assertThat(aws.s3().names()).containsExactly(LocalAws.ARTIFACTS);
    }

    @Test
    void withoutTheBucketsNameNothingIsDeleted() {
        assertThatThrownBy(() -> aws.destroyWithData(""))
                .hasMessageStartingWith("InvalidArguments: --confirm: ")
                .hasMessageEndingWith("give --confirm madrugada-test-lake");
        assertThatThrownBy(() -> aws.destroyWithData("another-bucket")).hasMessageContaining("--confirm");

        assertThat(aws.stacks().find(LocalAws.STACK)).isPresent();
        assertThat(aws.s3().keys(SmallTemplate.LAKE)).isNotEmpty();
    }

    @Test
    void dataOfAStackThatIsGoneIsDeletedByTheBucketsTag() {
        var unused = aws.destroy();
        assertThatThrownBy(() -> aws.destroyWithData(SmallTemplate.LAKE))
                .hasMessageContaining("is not one that this environment's stack made");
        aws.s3().tag(SmallTemplate.LAKE, "madrugada-other");
        assertThatThrownBy(() -> aws.destroyWithData(SmallTemplate.LAKE)).hasMessageContaining("is not one");
        aws.s3().tag(SmallTemplate.LAKE, LocalAws.STACK);

        assertThat(aws.destroyWithData(SmallTemplate.LAKE)).contains("deleted the bucket");

        assertThat(aws.s3().names()).doesNotContain(SmallTemplate.LAKE);
    }

    @Test
    void aResourceThatCannotBeDeletedIsNamed() {
        aws.fail("Gate", "it is in use");

        assertThatThrownBy(() -> aws.destroyWithData(SmallTemplate.LAKE))
                .hasMessageContaining(
                        "Gate (AWS::Lambda::Function) failed, and the stack is DELETE_FAILED; it is in use; ");

        assertThat(aws.s3().keys(SmallTemplate.LAKE)).isNotEmpty();
    }
}
