package dev.madrugada.cli.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FatJarsTest {
    private final Path root = Path.of("..").toAbsolutePath().normalize();
    private final FatJars jars = new FatJars(root);

    @Test
    void areThoseOfTheModulesWhosePomsHaveOne() {
        assertThat(jars.all())
                .extracting(jar -> root.relativize(jar).toString())
                .containsExactlyInAnyOrder(
                        "ingest-job/target/ingest-job-all.jar",
                        "transform-job/target/transform-job-all.jar",
                        "quality/target/quality-all.jar",
                        "load-job/target/load-job-all.jar",
                        "lambdas/glue-runner/target/glue-runner-all.jar",
                        "lambdas/night/target/night-all.jar",
                        "lambdas/report/target/report-all.jar",
                        "kinesis-source/target/kinesis-source-all.jar");
    }

    @Test
    void everyJobHasItsJarAndMainClass() {
        assertThat(SparkSubmit.names())
                .containsExactlyElementsOf(List.of("ingest", "transform", "quality", "load"))
                .allSatisfy(stage -> {
                    assertThat(jars.all()).contains(jars.ofJob(stage));
                    Path module = jars.ofJob(stage).resolve("../..").normalize();
                    assertThat(module.resolve(
                                    "src/main/java/" + FatJars.mainClass(stage).replace('.', '/') + ".java"))
                            .exists();
                });
    }

    @Test
    void everyFunctionHasItsJarAndHandler() {
        assertThat(List.of("plan", "gate", "failure", "report")).allSatisfy(function -> {
            assertThat(jars.all()).contains(jars.ofFunction(function));
            Path module = jars.ofFunction(function).resolve("../..").normalize();
            assertThat(module.resolve("src/main/java/" + jars.handler(function).replace('.', '/') + ".java"))
                    .exists();
        });
    }
}
