package dev.madrugada.aws.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.RetryableException;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ObjectStoreContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest implements ObjectStoreContract {
    @TempDir
    Path folder;

    private final FileObjectStore store = new FileObjectStore();

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public URI folder() {
        return folder.toUri();
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        store.write(folder().resolve("object"), new byte[] {1});
        store.create(folder().resolve("object"), new byte[] {2});
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("object"));
        }
    }

    @Test
    void reportsAFileErrorAsSinkUnavailable() throws IOException {
        Files.write(folder.resolve("file"), new byte[] {1});
        assertThatThrownBy(() -> store.write(folder().resolve("file/below"), new byte[] {1}))
                .isInstanceOf(RetryableException.class)
                .hasMessageStartingWith("SinkUnavailable: file:")
                .hasMessageContaining("check that the folder is readable and writable");
    }
}
