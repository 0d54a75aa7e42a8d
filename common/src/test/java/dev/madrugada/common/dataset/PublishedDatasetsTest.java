package dev.madrugada.common.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.InMemoryObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishedDatasetsTest {
    private static final URI SOURCE = URI.create("s3://checkout/flights/");
    private static final URI STAGING = URI.create("s3://staging/datasets/");
    private static final URI PRODUCTION = URI.create("s3://production/datasets/");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final PublishedDatasets published = new PublishedDatasets(store, STAGING);

    @BeforeEach
    void copyFlights() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "datasets", "flights"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                store.write(SOURCE.resolve(String.valueOf(file.getFileName())), Files.readAllBytes(file));
            }
        }
    }

    @Test
    void thePointerNamesTheFolderOfTheContent() {
        PointerMove first = published.publish(source());

        assertThat(first.hasChanged()).isTrue();
        assertThat(first.before()).isEmpty();
        assertThat(first.folder()).hasToString("s3://staging/datasets/flights/" + first.digest() + "/");
        assertThat(first.digest()).matches("[0-9a-f]{64}");
        DatasetFolder read = DatasetFolder.read(store, URI.create("s3://staging/datasets/flights/"));
        assertThat(read.location()).isEqualTo(first.folder());
        assertThat(read.files()).containsOnlyKeys(source().files().keySet());
    }

    @Test
    void onlyTheFilesThatTheDatasetUsesAreUploaded() {
        store.write(SOURCE.resolve("notes.txt"), bytes("not read"));
        PointerMove first = published.publish(source());

        assertThat(store.list(first.folder()))
                .extracting(object ->
                        object.uri().resolve(".").relativize(object.uri()).toString())
                .containsExactlyInAnyOrderElementsOf(source().files().keySet());
    }

    @Test
    void theSameContentAgainChangesNothing() {
        published.publish(source());
        byte[] pointer = pointer();

        assertThat(published.publish(source()).hasChanged()).isFalse();
        assertThat(pointer()).isEqualTo(pointer);
    }

    @Test
    void aFolderThatWasReadKeepsItsContentAfterAnotherIsPublished() {
        URI pinned = published.publish(source()).folder();
        changeReport("select 2");

        PointerMove second = published.publish(source());

        assertThat(second.folder()).isNotEqualTo(pinned);
        assertThat(DatasetFolder.read(store, pinned).text(DatasetFolder.REPORT)).isNotEqualTo("select 2");
        assertThat(DatasetFolder.read(store, published.dataset("flights")).text(DatasetFolder.REPORT))
                .isEqualTo("select 2");
    }

    @Test
    void anUploadThatWasInterruptedIsCompleted() {
        PointerMove first = published.publish(source());
        store.delete(List.of(
                first.folder().resolve("airports.csv"),
                published.dataset("flights").resolve("current.json")));

        assertThat(published.publish(source()).folder()).isEqualTo(first.folder());
        assertThat(DatasetFolder.read(store, first.folder()).files()).containsKey("airports.csv");
    }

    @Test
    void aPublishedFolderWhoseFilesWereChangedIsRefused() {
        PointerMove first = published.publish(source());
        store.write(first.folder().resolve("report.sql"), bytes("select 2"));

        assertThatThrownBy(() -> DatasetFolder.read(store, published.dataset("flights")))
                .hasMessageStartingWith("InvalidContract: " + first.folder() + ": its files have the digest sha256:")
                .hasMessageContaining("delete the folder and publish the dataset again");
        assertThatThrownBy(() -> published.publish(source())).hasMessageStartingWith("InvalidContract: ");
    }

    @Test
    void aPointerToAFolderThatIsIncompleteIsReported() {
        PointerMove first = published.publish(source());
        store.delete(List.of(first.folder().resolve("dataset.yaml")));

        assertThatThrownBy(() -> DatasetFolder.read(store, published.dataset("flights")))
                .hasMessageStartingWith("InputMissing: " + first.folder() + "dataset.yaml: the file does not exist;"
                        + " the published folder is incomplete, or was deleted; publish the dataset again");
    }

    @Test
    void aPointerOfAnotherFormIsRefused() {
        published.publish(source());
        for (String text : List.of(
                "no json",
                "{\"version\": 2, \"folder\": \"" + "a".repeat(64) + "\"}",
                "{\"version\": 1,\"folder\":\"..\"}")) {
            store.write(published.dataset("flights").resolve("current.json"), bytes(text));

            assertThatThrownBy(() -> DatasetFolder.read(store, published.dataset("flights")))
                    .as(text)
                    .hasMessageStartingWith("InvalidContract: s3://staging/datasets/flights/current.json: it does not"
                            + " name the dataset's current folder; ");
        }
    }

    @Test
    void aRollbackReturnsStepByStep() {
        String first = published.publish(source()).digest();
        changeReport("select 2");
        String second = published.publish(source()).digest();
        changeReport("select 3");
        String third = published.publish(source()).digest();

        assertThat(published.rollback("flights", Optional.empty()).digest()).isEqualTo(second);
        assertThat(published.rollback("flights", Optional.empty()).digest()).isEqualTo(first);
        assertThatThrownBy(() -> published.rollback("flights", Optional.empty()))
                .hasMessageStartingWith("InvalidArguments: s3://staging/datasets/flights/: there is no earlier folder");
        assertThat(published
                        .rollback("flights", Optional.of(third.substring(0, 12)))
                        .digest())
                .isEqualTo(third);
        assertThat(published.rollback("flights", Optional.empty()).digest()).isEqualTo(first);
    }

    @Test
    void aRollbackToAFolderThatCannotBeReadMovesNothing() {
        String first = published.publish(source()).digest();
        changeReport("select 2");
        published.publish(source());
        store.delete(List.of(published.dataset("flights").resolve(first + "/report.sql")));
        byte[] pointer = pointer();

        assertThatThrownBy(() -> published.rollback("flights", Optional.empty()))
                .hasMessageStartingWith("InputMissing: s3://staging/datasets/flights/" + first + "/report.sql");
        assertThat(pointer()).isEqualTo(pointer);
    }

    @Test
    void aRollbackToAnUnknownDigestIsRefused() {
        published.publish(source());

        assertThatThrownBy(() -> published.rollback("flights", Optional.of("ffff")))
                .hasMessageStartingWith(
                        "InvalidArguments: s3://staging/datasets/flights/: no folder's digest begins" + " with 'ffff'");
        assertThatThrownBy(() -> published.rollback("fligths", Optional.empty()))
                .hasMessageStartingWith(
                        "InputMissing: s3://staging/datasets/fligths/: no folder of this dataset is" + " current");
    }

    @Test
    void aPromotionKeepsTheDigest() {
        String first = published.publish(source()).digest();
        changeReport("select 2");
        String second = published.publish(source()).digest();
        PublishedDatasets production = new PublishedDatasets(store, PRODUCTION);

        assertThat(production.promote(published, "flights", Optional.empty()).digest())
                .isEqualTo(second);
        assertThat(production.current("flights")).contains(second);
        assertThat(production
                        .promote(published, "flights", Optional.of(first.substring(0, 10)))
                        .before())
                .contains(second);
        assertThat(DatasetFolder.read(store, production.dataset("flights"))
                        .digest()
                        .text())
                .isEqualTo("sha256:" + first);
        assertThat(published.current("flights")).contains(second);
    }

    @Test
    void theListMarksTheCurrentFolder() {
        String first = published.publish(source()).digest();
        changeReport("select 2");
        String second = published.publish(source()).digest();
        published.rollback("flights", Optional.empty());

        assertThat(published.list())
                .extracting(folder -> folder.dataset() + " " + folder.digest() + " " + folder.isCurrent())
                .containsExactlyInAnyOrder("flights " + first + " true", "flights " + second + " false");
    }

    private DatasetFolder source() {
        return DatasetFolder.read(store, SOURCE);
    }

    private void changeReport(String query) {
        store.write(SOURCE.resolve("report.sql"), bytes(query));
    }

    private byte[] pointer() {
        return store.read(published.dataset("flights").resolve("current.json")).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
