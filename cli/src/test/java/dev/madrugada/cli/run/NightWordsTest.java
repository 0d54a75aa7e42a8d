package dev.madrugada.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.cli.run.NightOptions.Arrivals;
import dev.madrugada.cli.run.NightOptions.Kill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NightWordsTest {
    @TempDir
    private Path root;

    private List<String> problems = List.of();

    @BeforeEach
    void makeProject() throws IOException {
        Path sample = Files.createDirectories(root.resolve("datasets/flights/sample"));
        Files.writeString(root.resolve("datasets/flights/dataset.yaml"), "dataset: flights\n");
        Files.writeString(sample.resolve("2001-01-01.ndjson.gz"), "");
        Files.writeString(root.resolve("more.ndjson"), "{}\n");
    }

    @Test
    void withoutOptionsTheNightIsOfTheFlightsOnTheFirstDay() {
        NightOptions options = read();

        assertThat(problems).isEmpty();
        assertThat(options.dataset()).isEqualTo(root.resolve("datasets/flights"));
        assertThat(options.date()).isEqualTo(LocalDate.parse("2001-01-01"));
        assertThat(options.inputs()).containsExactly(root.resolve("datasets/flights/sample/2001-01-01.ndjson.gz"));
        assertThat(options.areGiven()).isFalse();
        assertThat(options.work()).isEqualTo(root.resolve("target/local"));
        assertThat(options.arrivals()).isEmpty();
        assertThat(read("--arrivals", "spread").arrivals()).contains(Arrivals.SPREAD);
        assertThat(options.isForced() || options.keepsStack() || options.replacesInput())
                .isFalse();
        assertThat(options.kill()).isEmpty();
    }

    @Test
    void inputTakesFilesUntilTheNextOptionAndMoreThanOnce() {
        NightOptions options =
                read("--input", "more.ndjson", "more.ndjson", "--force", "--input", "more.ndjson", "--keep");

        assertThat(problems).isEmpty();
        assertThat(options.inputs()).hasSize(3).containsOnly(root.resolve("more.ndjson"));
        assertThat(options.isForced() && options.keepsStack() && options.areGiven())
                .isTrue();
    }

    @Test
    void replacingTheInputRepeatsAllWork() {
        assertThat(read("--input", "more.ndjson", "--replace-input").isForced()).isTrue();
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        read("--date", "2001-02-30", "--nonsense", "--input", "nowhere", "--dataset", "nothing", "--work");

        assertThat(problems).hasSize(5);
        assertThat(String.join("\n", problems))
                .contains("'--nonsense' is not known", "--work has no value", "--date '2001-02-30' is not a day")
                .contains("nowhere' is not a file", "nothing' is not a folder");
    }

    @ParameterizedTest
    @CsvSource({
        "--date 1/1/2001, --date '1/1/2001' is not a day such as 2001-01-01",
        "--date, --date has no value",
        "--date 2001-01-01 --date 2001-01-02, --date is given twice: '2001-01-02'",
        "--dataste x, '--dataste' is not known: did you mean --dataset?",
        "--forced, '--forced' is not known: did you mean --force?",
        "2001-01-01, '2001-01-01' is not known",
        "--input, --input has no value: name one file or more",
        "--dataset ., has no dataset.yaml",
        "--date 2001-01-09, there is no 2001-01-09.ndjson.gz in the dataset's sample folder: name the day's records",
        "--arrivals evenly, --arrivals 'evenly' is neither event-time nor spread",
    })
    void aWrongWordIsNamed(String words, String problem) {
        read(words.split(" ", -1));

        assertThat(problems).anySatisfy(found -> assertThat(found).contains(problem));
    }

    @Test
    void theSampleIsEveryFileOfTheDay() throws IOException {
        Path sample = root.resolve("datasets/flights/sample");
        Files.writeString(sample.resolve("2001-01-05.csv"), "");
        Files.writeString(sample.resolve("2001-01-05.errors.json"), "");
        Files.writeString(sample.resolve("2001-01-051.csv"), "");

        assertThat(read("--date", "2001-01-05").inputs())
                .containsExactly(sample.resolve("2001-01-05.csv"), sample.resolve("2001-01-05.errors.json"));
        assertThat(problems).isEmpty();
    }

    @Test
    void aDayWhoseRecordsAreInTheStreamNeedsNoSample() throws IOException {
        WorkFolder work = new WorkFolder(root.resolve("target/local"));
        DayRecords.begun(List.of(), NightOptions.Arrivals.EVENT_TIME, false)
                .write(DayRecords.file(work, "flights", LocalDate.parse("2001-01-09")));

        read("--date", "2001-01-09");

        assertThat(problems).isEmpty();
    }

    @Test
    void failTakesAStageForAllItsAttemptsOrTheFirst() {
        assertThat(read("--fail", "load").kill()).contains(new Kill("load", Integer.MAX_VALUE));
        assertThat(read("--fail", "report:1").kill()).contains(new Kill("report", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "load:2", "load:", "load:1:1", "laod"})
    void failRefusesUnknownStages(String wrong) {
        read("--fail", wrong);

        assertThat(problems)
                .containsExactly("--fail '" + wrong
                        + "' is not one of ingest, transform, quality, gate, load, report, nor one of them with :1");
    }

    @Test
    void theNightOfADayIsAtTwoInTheMorningOfTheNext() throws IOException {
        Files.writeString(root.resolve("datasets/flights/sample/2000-12-31.ndjson.gz"), "");

        assertThat(read("--date", "2000-12-31").startsAt(java.time.ZoneOffset.UTC))
                .hasToString("2001-01-01T02:00:00Z");
    }

    /** Parses words as {@code madrugada run} does. */
    private NightOptions read(String... words) {
        RunCommand run = new RunCommand(Map.of());
        CommandLine command = new CommandLine(run)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setOverwrittenOptionsAllowed(true);
        command.parseArgs(words);
        NightWords reader = new NightWords(root, root);
        NightOptions options = reader.read(
                run.flags(), List.copyOf(command.getCommandSpec().optionsMap().keySet()));
        problems = reader.problems();
        return options;
    }
}
