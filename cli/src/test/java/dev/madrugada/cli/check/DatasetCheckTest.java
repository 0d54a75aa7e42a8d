package dev.madrugada.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.localstack.LocalWarehouseProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class DatasetCheckTest {
    private static LocalWarehouseProcess warehouse;

    private final SparkSession spark;

    @TempDir
    private Path folder;

    DatasetCheckTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    static void startWarehouse(@TempDir(cleanup = CleanupMode.NEVER) Path state) {
        warehouse = LocalWarehouseProcess.starting(state);
    }

    @AfterAll
    static void stopWarehouse() {
        warehouse.close();
    }

    @BeforeEach
    void copyFlights() throws IOException {
        Path flights = Path.of(System.getProperty("madrugada.root"), "datasets", "flights");
        for (String file : List.of("dataset.yaml", "quality.dqdl", "quality-warn.dqdl", "report.sql", "airports.csv")) {
            Files.copy(flights.resolve(file), folder.resolve(file));
        }
    }

    @Test
    void findsNoProblemInAValidFolder() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void namesTheProblemsOfAllFilesByFileAndLine() throws IOException {
        replace("dataset.yaml", "expression: delay_minutes >= 15", "expression: delay_minuts >= 15");
        replace("quality.dqdl", "IsUnique \"flight_id\"", "IsUniqe \"flight_id\"");
        replace("quality-warn.dqdl", "Rules = [", "Rules = [ IsComplete \"orgin\",");
        replace("airports.csv", "00M,Thigpen", "00R,Thigpen");
        replace("report.sql", "from", "form");

        assertThat(problems())
                .anySatisfy(line -> assertThat(line).contains("delay_minuts", "did you mean 'delay_minutes'?"))
                .anySatisfy(line -> assertThat(line).contains("quality.dqdl:4", "did you mean 'IsUnique'?"))
                .anySatisfy(line -> assertThat(line).contains("quality-warn.dqdl:1", "did you mean 'origin'?"))
                .anySatisfy(line -> assertThat(line).contains("airports.csv:", "the key is already on line"))
                .anySatisfy(line -> assertThat(line).startsWith("report.sql"));
    }

    @Test
    void checksTheContractAgainstTheReportsColumns() throws IOException {
        replace("dataset.yaml", "label: departure_hour", "label: departure_huor");

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("departure_huor")
                .startsWith("dataset.yaml");
    }

    @Test
    void namesMissingFilesBesideABrokenContract() throws IOException {
        replace("dataset.yaml", "type: bigint", "type: bigjnt");
        Files.delete(folder.resolve("report.sql"));

        assertThat(problems())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("dataset.yaml:").contains("bigjnt"))
                .anySatisfy(line -> assertThat(line).startsWith("report.sql: the file does not exist"));
    }

    @Test
    void reportsAFolderWithoutAContract() throws IOException {
        Files.delete(folder.resolve("dataset.yaml"));

        assertThat(problems())
                .containsExactly(
                        "dataset.yaml: the file does not exist; a dataset's folder must contain it; add the file, or correct --dataset"
                                + " (docs/dataset.md lists the folder's files)");
    }

    private List<String> problems() {
        return new DatasetCheck(new FileObjectStore(), () -> spark, warehouse::endpoint)
                .of(FolderUri.of(folder)).problems().stream()
                        .map(Problem::printed)
                        .toList();
    }

    private void replace(String file, String old, String with) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(old);
        Files.writeString(folder.resolve(file), text.replaceFirst(java.util.regex.Pattern.quote(old), with));
    }
}
