package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/package.sh}: what is uploaded, and nothing else. */
class PackageIT {
    @TempDir
    Path folder;

    @Test
    void everythingThatIsUploadedIsThereWithItsSum() throws Exception {
        Path to = folder.resolve("package");
        assertThat(packaged(to)).as(console()).isZero();

        Map<String, String> sums = new LinkedHashMap<>();
        for (String line : Files.readAllLines(to.resolve("SHA256SUMS"))) {
            sums.put(line.substring(66), line.substring(0, 64));
        }
        assertThat(sums)
                .containsKeys(
                        "step-function.json",
                        "step-function-activities.json",
                        "madrugada.template.json",
                        "night-ended-badly.json",
                        "placeholder.scala",
                        "datasets/flights/current.json")
                .containsKeys("jars/night-all.jar", "jars/report-all.jar", "jars/load-job-all.jar")
                .containsKeys("jars/ingest-job-all.jar", "jars/transform-job-all.jar", "jars/quality-all.jar")
                .containsKeys("jars/kinesis-source-all.jar", "jars/glue-runner-all.jar")
                .containsKeys("sbom/ingest-job-all.cdx.json", "sbom/night-all.cdx.json")
                .hasSize(13 + FatJar.values().length + datasets() + filesOfDatasets());
        assertThat(sums.keySet())
                .filteredOn(
                        name -> name.matches("datasets/flights/[0-9a-f]{64}/(dataset.yaml|quality.dqdl|airports.csv)"))
                .hasSize(3);
        for (Map.Entry<String, String> sum : sums.entrySet()) {
            assertThat(sha256(to.resolve(sum.getKey()))).as(sum.getKey()).isEqualTo(sum.getValue());
        }
    }

    @Test
    void earlierPackageIsReplaced() throws Exception {
        Path to = folder.resolve("package");
        assertThat(packaged(to)).isZero();
        Files.writeString(to.resolve("jars/of-before.jar"), "");

        assertThat(packaged(to)).isZero();
        assertThat(to.resolve("jars/of-before.jar")).doesNotExist();
    }

    @Test
    void folderWithOtherThingsIsLeftAlone() throws Exception {
        Path other = Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThat(packaged(folder)).isEqualTo(64);
        assertThat(console()).contains("is not a package of before");
        assertThat(other).hasContent("years of work");
    }

    private int packaged(Path to) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Project.root().resolve("scripts/package.sh").toString(), "--no-build", "--to", to.toString())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start()
                .waitFor();
    }

    private Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    private String console() throws IOException {
        return Files.readString(log());
    }

    private static int datasets() throws IOException {
        try (Stream<Path> folders = Files.list(Project.root().resolve("datasets"))) {
            return (int) folders.filter(Files::isDirectory).count();
        }
    }

    private static int filesOfDatasets() throws IOException {
        Path datasets = Project.root().resolve("datasets");
        try (Stream<Path> files = Files.walk(datasets, 2)) {
            return (int) files.filter(Files::isRegularFile)
                    .map(datasets::relativize)
                    .filter(file -> file.getNameCount() == 2 && !file.toString().endsWith(".md"))
                    .count();
        }
    }

    static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
