package dev.madrugada.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.cli.SmallestDataset;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentFileTest {
    private static final String SMALLEST = "artifacts: {bucket: a}\ndatasets: [{name: orders}]\n";

    @TempDir
    private Path folder;

    @Test
    void yamlAndJsonAreRead() throws IOException {
        DeploymentFile yaml = read(SMALLEST + "operations: {log-days: 30, glue-runner: false, sender: ~}\n");
        assertThat(yaml.json().path("operations"))
                .hasToString("{\"log-days\":30,\"glue-runner\":false,\"sender\":null}");
        assertThat(yaml.environment()).isEqualTo("test");
        assertThat(yaml.prefix()).isEqualTo("madrugada/");

        DeploymentFile json = read("{\"environment\": \"test\", \"artifacts\": {\"bucket\": \"a\", \"prefix\": \"p/\"},"
                + " \"datasets\": [{\"name\": \"orders\"}]}");
        assertThat(json.bucket()).isEqualTo("a");
        assertThat(json.prefix()).isEqualTo("p/");
        assertThat(json.datasets()).isEqualTo(List.of("orders"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "environment: prod, artifacts|it is not YAML",
                "[]|it has no keys",
                "environment: prod|it is for the environment prod; --environment asks for test",
                "datasets: [{name: a}]|artifacts.bucket is missing",
                "artifacts: {bucket: a}|datasets is missing or empty",
            })
    void aMistakeIsNamed(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml.replace(", artifacts", ", artifacts: [")))
                .hasMessageStartingWith("InvalidArguments: ")
                .hasMessageContaining(message);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> DeploymentFile.read(folder.resolve("none.yaml"), "test"))
                .hasMessageContaining("none.yaml: the deployment file is not readable; NoSuchFileException");
    }

    @Test
    void whatTheContractSaysIsAddedAndMustNotDiffer() throws IOException {
        DatasetContract contract = contract();
        DeploymentFile file = read(SMALLEST);

        ContractSettings.completeFrom(contract, file);

        assertThat(file.dataset("orders").path("day-zone").asText()).isEqualTo("UTC");
        assertThat(file.dataset("orders").path("format").asText()).isEqualTo("parquet");
        assertThatThrownBy(() -> ContractSettings.completeFrom(
                        contract, read(SMALLEST.replace("orders", "orders, day-zone: Europe/Madrid"))))
                .hasMessageContaining("day-zone of orders is Europe/Madrid; the dataset's contract says UTC");
        assertThatThrownBy(() -> ContractSettings.completeFrom(
                        contract, read(SMALLEST.replace("orders", "orders, files: ['s3://b/']"))))
                .hasMessageContaining(
                        "orders has files; the source of the dataset's contract is not files; remove the key");
        assertThatThrownBy(() -> ContractSettings.completeFrom(contract, read(SMALLEST.replace("orders", "visits"))))
                .hasMessageContaining("it has no dataset orders");
    }

    private DatasetContract contract() throws IOException {
        return DatasetFolder.read(new FileObjectStore(), FolderUri.of(SmallestDataset.in(folder.resolve("orders"))))
                .contract();
    }

    private DeploymentFile read(String text) throws IOException {
        Path file = folder.resolve("deployment.yaml");
        Files.writeString(file, text);
        return DeploymentFile.read(file, "test");
    }
}
