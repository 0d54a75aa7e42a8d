package dev.madrugada.infra.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentFileTest {
    private static final String SMALLEST =
            "{'environment':'prod','artifacts':{'bucket':'a','prefix':'p/'},'datasets':[{'name':'flights'}]";

    @TempDir
    private Path folder;

    @Test
    void whatIsLeftOutIsMade() throws IOException {
        Deployment deployment = read(SMALLEST + "}");
        assertThat(deployment.lake().root()).isEqualTo("lake/");
        assertThat(deployment.lake().bucket()).isNull();
        assertThat(deployment.warehouse().secret()).isNull();
        assertThat(deployment.network().vpc()).isNull();
        assertThat(deployment.job("load")).isEqualTo(JobSize.DEFAULT);
        assertThat(deployment.datasets().get(0).zone()).isEqualTo("UTC");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'lakes':{}|Unrecognized field",
                "'lake':{'prefix':'lake'}|lake.prefix must end with a slash and not begin with one: lake",
                "'lake':{'bucket':'b','object-lock-days':1}|lake.object-lock-days is for a bucket that is made, not for b",
                "'warehouse':{'host':'h'}|warehouse has an address but no secret",
                "'network':{'vpc':'v'}|network needs both vpc and subnets, or neither to make them",
                "'jobs':{'gate':{}}|jobs has [gate], but the stages are [ingest, transform, quality, load]",
                "'jobs':{'load':{'workers':1}}|a Glue job has at least 2 workers, not 1",
                "'jobs':{'load':{'worker-type':'G.4X','flex':true}}|Glue runs flex jobs on G.1X and G.2X only, not on G.4X",
                "'operations':{'glue-runner':true}|with the glue-runner, operations needs sender and data-mails",
            })
    void aMistakeIsNamed(String part, String message) {
        assertThatThrownBy(() -> read(SMALLEST + "," + part + "}"))
                .hasMessageStartingWith("InvalidArguments: ")
                .hasMessageContaining("deployment.json")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'files':['s3://b/p']|files of f has a location that is not s3:// with a bucket, a prefix and a slash at its end: s3://b/p",
                "'files':['s3://b/p/'],'stream':'a'|f has both files and a stream: a dataset has one source",
                "'kafka':{'subnet':'s'}|kafka needs security-groups, or vpc to make one",
                "'kafka':{'subnet':'s','vpc':'v','topic':'t'}|kafka needs both cluster and topic",
                "'kafka':{'subnet':'s','vpc':'v','topic':'t','cluster':'c'}|kafka.cluster is not the ARN of an MSK cluster: c",
                "'kafka':{'subnet':'s','vpc':'v','secret-key':'k'}|kafka.secret-key is for a secret, and there is none",
                "'kafka':{'subnet':'s','vpc':'v','jars':['a.jar']}|kafka.jars has a location that is not s3:// with a JAR: a.jar",
                "'kafka':{'subnet':'s','vpc':'v'},'stream':'a'|f has both kafka and another source",
                "'quarantined-percent':0|quarantined-percent of f must be from 1 to 100, not 0",
                "'files-key':'k'|files-key of f is for the bucket of files, and it has none",
            })
    void aMistakeInASourceIsNamed(String part, String message) {
        assertThatThrownBy(() -> read(SMALLEST.replace("'flights'", "'f'," + part) + "}"))
                .hasMessageStartingWith("InvalidArguments: ")
                .hasMessageContaining(message);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> DeploymentFile.read(folder.resolve("none.json")))
                .hasMessageContaining("none.json: the deployment file is not readable; NoSuchFileException");
    }

    private Deployment read(String json) throws IOException {
        Path file = folder.resolve("deployment.json");
        Files.writeString(file, json.replace('\'', '"'));
        return DeploymentFile.read(file);
    }
}
