package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The parent POM pins what Glue 5.1 lists. */
class GlueVersionsTest {
    /**
     * From "Migrating AWS Glue for Spark jobs to AWS Glue version 5.1", its appendices on dependencies, connectors and
     * drivers: https://docs.aws.amazon.com/glue/latest/dg/migrating-version-51.html, read in November 2026.
     */
    static final Map<String, String> LISTED = Map.of(
            "maven.compiler.release", "17",
            "spark.version", "3.5.6",
            "scala.version", "2.12.18",
            "hadoop.version", "3.4.1",
            "jackson.version", "2.15.2",
            "aws-sdk.version", "2.35.5",
            "delta.version", "3.3.2",
            "iceberg.version", "1.10.0",
            "glue.redshift-jdbc.version", "2.1.0.29");

    @Test
    void parentPomPinsWhatGlueLists() throws IOException {
        String pom = Files.readString(Project.root().resolve("pom.xml"));
        LISTED.forEach((property, version) -> {
            Matcher pinned =
                    Pattern.compile("<" + Pattern.quote(property) + ">([^<]*)<").matcher(pom);
            assertThat(pinned.results().map(found -> found.group(1)))
                    .as(property)
                    .containsExactly(version);
        });
    }
}
