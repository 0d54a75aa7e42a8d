package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in the JARs as they are uploaded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FatJarIT {
    private static final List<String> BUNDLED_PACKAGES = List.of(
            "dev/madrugada/",
            // The rules' engine and its parser; it has classes in Spark's packages, under names of its own.
            "com/amazon/deequ/",
            "software/amazon/glue/dqdl/",
            "org/apache/spark/sql/");
    private static final List<String> LAMBDA_PACKAGES =
            List.of("dev/madrugada/", "com/amazonaws/services/lambda/runtime/", "com/fasterxml/jackson/", "org/slf4j/");

    /** Kafka's client, whose classes a login module beside the JAR uses, and Spark's source on it. */
    private static final List<String> INGEST_PACKAGES = List.of(
            "dev/madrugada/", "org/apache/kafka/", "org/apache/spark/kafka010/", "org/apache/spark/sql/kafka010/");

    /** Iceberg, which commits a night's partitions in the gate. */
    private static final List<String> GATE_PACKAGES = List.of(
            "org/apache/iceberg/",
            "org/apache/avro/",
            "org/apache/commons/",
            "com/github/benmanes/caffeine/",
            "org/roaringbitmap/");

    private Set<String> glue = Set.of();

    @BeforeAll
    void readGlue() throws IOException {
        glue = GlueClasspath.read().classes();
        assertThat(glue)
                .contains(
                        "org/apache/spark/sql/SparkSession.class",
                        "scala/Option.class",
                        "com/amazon/redshift/Driver.class",
                        "org/slf4j/Logger.class",
                        "org/apache/logging/log4j/Logger.class",
                        "com/fasterxml/jackson/databind/ObjectMapper.class",
                        "software/amazon/awssdk/services/s3/S3Client.class");
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRANSFORM", "QUALITY", "LOAD", "KINESIS_SOURCE"})
    void jobAndSourceHaveNoClassThatGlueHasToo(FatJar jar) {
        assertThat(jar.classes()).contains(entryOf(jar.main));
        assertThat(jar.classes().stream().filter(glue::contains)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRANSFORM", "QUALITY", "LOAD", "KINESIS_SOURCE"})
    void jobAndSourceHaveOnlyRelocatedClassesExceptTheRulesEngineAndKafka(FatJar jar) {
        List<String> packages = switch (jar) {
            case QUALITY -> BUNDLED_PACKAGES;
            case INGEST -> INGEST_PACKAGES;
            default -> BUNDLED_PACKAGES.subList(0, 1);
        };
        assertThat(jar.classes()).allMatch(in(packages));
    }

    @ParameterizedTest
    @EnumSource(names = {"NIGHT", "REPORT"})
    void lambdaHasNothingOfSpark(FatJar jar) {
        List<String> packages = new ArrayList<>(LAMBDA_PACKAGES);
        if (jar == FatJar.NIGHT) {
            packages.addAll(GATE_PACKAGES);
        }
        assertThat(jar.classes())
                .contains(entryOf(jar.main))
                .allMatch(in(packages))
                .noneMatch(name -> name.startsWith("dev/madrugada/common/spark/"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfTheLibrariesOwnPackagingIsLeft(FatJar jar) {
        Predicate<String> packaging = Pattern.compile("META-INF/.*\\.(SF|DSA|RSA|EC)|(.*/)?module-info\\.class")
                .asMatchPredicate();
        assertThat(jar.entries()).noneMatch(packaging).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everyServiceAndEveryProviderOfItIsThere(FatJar jar) {
        Set<String> own = Set.copyOf(jar.classes());
        for (Map.Entry<String, List<String>> service : jar.services().entrySet()) {
            assertThat(service.getValue())
                    .as(service.getKey())
                    .isNotEmpty()
                    .allMatch(name -> own.contains(entryOf(name)));
            String entry = entryOf(service.getKey());
            assertThat(own.contains(entry) || glue.contains(entry) || isOfJava(service.getKey()))
                    .as("%s is a class", service.getKey())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void httpClientOfTheSdkIsFoundAsAService(FatJar jar) {
        assertThat(jar.services())
                .containsEntry(
                        "dev.madrugada.shaded.awssdk.http.SdkHttpService",
                        List.of("dev.madrugada.shaded.awssdk.http.apache.ApacheSdkHttpService"));
    }

    @Test
    void kinesisSourceIsFoundAsADataSourceOfSpark() {
        assertThat(FatJar.KINESIS_SOURCE.services())
                .containsEntry("org.apache.spark.sql.sources.DataSourceRegister", List.of(FatJar.KINESIS_SOURCE.main));
    }

    /** A Lambda function with its layers has at most 250 MB unzipped, and a larger JAR starts later. */
    @ParameterizedTest
    @EnumSource
    void theSizeIsWithinItsBudget(FatJar jar) throws IOException {
        assertThat(Files.size(jar.path())).isBetween(jar.budget() / 2, jar.budget());
    }

    @ParameterizedTest
    @EnumSource
    void licenceOfEveryLibraryIsThere(FatJar jar) {
        List<String> table =
                jar.text("META-INF/licenses/THIRD-PARTY.txt").lines().toList();
        assertThat(jar.libraries())
                .contains("software.amazon.awssdk:sdk-core", "org.apache.httpcomponents:httpclient")
                .allSatisfy(library -> assertThat(table)
                        .as("the line of licenses/THIRD-PARTY.txt for %s", library)
                        .anyMatch(line -> line.startsWith(library + " ") || line.startsWith(groupOf(library) + ":* ")));
        assertThat(jar.entries())
                .contains(
                        "META-INF/LICENSE",
                        "META-INF/licenses/Apache-2.0.txt",
                        "META-INF/licenses/redshift-jdbc42.txt",
                        "META-INF/licenses/reactive-streams.txt",
                        "META-INF/licenses/slf4j.txt",
                        "META-INF/licenses/fastcsv.txt",
                        "META-INF/FastDoubleParser-LICENSE",
                        "META-INF/bigint-LICENSE");
        assertThat(jar.text("META-INF/NOTICE")).contains("Madrugada", "AWS SDK for Java 2.0");
    }

    private static Predicate<String> in(List<String> packages) {
        return name -> packages.stream().anyMatch(name::startsWith);
    }

    private static String entryOf(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static String groupOf(String library) {
        return library.substring(0, library.indexOf(':'));
    }

    private static boolean isOfJava(String className) {
        return ClassLoader.getPlatformClassLoader().getResource(entryOf(className)) != null;
    }
}
