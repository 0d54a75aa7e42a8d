package dev.madrugada.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.cli.Invocation;
import dev.madrugada.cli.SmallestDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about published datasets, on folders of this machine. */
class DatasetCommandTest {
    private static final String NAME = "orders";

    @TempDir
    private Path temp;

    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        folder = SmallestDataset.in(temp.resolve("checkout"));
    }

    @Test
    void aPublishedFolderIsCurrentUntilAnotherIs() throws IOException {
        String first = digest(publish("staging"));
        assertThat(publish("staging").out()).contains(first + "/ was current already");
        Files.writeString(folder.resolve("report.sql"), "select 2");
        Invocation second = publish("staging");

        assertThat(second.out()).contains("/ is current now, before it " + first);
        assertThat(list("staging")).contains("* " + NAME + " " + digest(second), "  " + NAME + " " + first);

        Invocation back = of("rollback", NAME, "--in", "staging");
        assertThat(back.out()).contains(first + "/ is current now, before it " + digest(second));
        assertThat(list("staging")).contains("* " + NAME + " " + first);
    }

    @Test
    void aPromotionCopiesTheFolderUnderItsDigest() {
        String digest = digest(publish("staging"));

        Invocation promoted = of("promote", NAME, "--from", "staging", "--to", "production");

        assertThat(promoted.err()).isEmpty();
        assertThat(digest(promoted)).isEqualTo(digest);
        assertThat(list("production")).containsExactly("* " + NAME + " " + digest);
    }

    @Test
    void aDatasetThatWasNeverPublishedIsReported() {
        Invocation promoted = of("promote", NAME, "--from", "staging", "--to", "production");

        assertThat(promoted.status()).isEqualTo(65);
        assertThat(promoted.err()).contains("InputMissing: ", "no folder of this dataset is current");
        assertThat(of("list", "--in", "staging").out()).startsWith("no dataset is published in file:///");
    }

    @Test
    void anInvalidContractIsNotPublished() throws IOException {
        Files.writeString(folder.resolve("dataset.yaml"), "dataset: orders\nkolumns: []\n");

        Invocation published = publish("staging");

        assertThat(published.status()).isEqualTo(64);
        assertThat(published.err()).contains("InvalidContract: dataset.yaml");
        assertThat(temp.resolve("staging")).doesNotExist();
    }

    private Invocation publish(String datasets) {
        return of("publish", folder.toString(), "--no-check", "--to", datasets);
    }

    /** Runs a command; its last word names a folder of published datasets, and so does the word after {@code --from}. */
    private Invocation of(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "dataset";
        for (int i = 0; i < words.length; i++) {
            boolean isFolder = i > 0 && List.of("--to", "--in", "--from").contains(words[i - 1]);
            all[i + 1] = isFolder ? temp.resolve(words[i]).toString() : words[i];
        }
        return Invocation.of(all);
    }

    private List<String> list(String datasets) {
        return of("list", "--in", datasets)
                .out()
                .lines()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }

    private static String digest(Invocation moved) {
        assertThat(moved.out()).as(moved.err()).matches("(?s).*/[0-9a-f]{64}/ .*");
        return moved.out().replaceAll("(?s).*?/([0-9a-f]{64})/ .*", "$1");
    }
}
