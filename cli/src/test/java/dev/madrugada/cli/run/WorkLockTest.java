package dev.madrugada.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkLockTest {
    private static final String OWN = Long.toString(ProcessHandle.current().pid());

    @TempDir
    private Path work;

    private Path file = Path.of("");

    @BeforeEach
    void nameLock() {
        file = work.resolve("run.lock");
    }

    @Test
    void aLivingProcessKeepsItsLock() throws Exception {
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        Files.writeString(file, Long.toString(parent));

        assertThatThrownBy(() -> WorkLock.take(file))
                .isInstanceOf(WorkLock.HeldException.class)
                .hasMessage("another run (process " + parent + ") is under way on " + work
                        + ": wait for it, or use another --work");
        assertThat(file).hasContent(Long.toString(parent));
    }

    @Test
    void aDeadProcesssLockIsTakenOver() throws Exception {
        Files.writeString(file, dead());

        WorkLock lock = WorkLock.take(file);

        assertThat(file).hasContent(OWN);
        lock.close();
        assertThat(work).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12x", "0"})
    void aLockWithoutAProcessIsTakenOver(String content) throws Exception {
        Files.writeString(file, content);

        WorkLock lock = WorkLock.take(file);

        assertThat(file).hasContent(OWN);
        lock.close();
    }

    @Test
    void aDeadLockIsTakenOverByOneProcessAtATime() throws Exception {
        String dead = dead();
        Path right = work.resolve("run.lock.takeover");
        Files.writeString(file, dead);
        Files.writeString(
                right,
                Long.toString(ProcessHandle.current().parent().orElseThrow().pid()));
        assertThatThrownBy(() -> WorkLock.take(file)).isInstanceOf(WorkLock.HeldException.class);
        assertThat(file).hasContent(dead);

        Files.writeString(right, dead);
        WorkLock.take(file).close();

        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws Exception {
        Path other = Files.writeString(work.resolve("file"), "a file where a folder belongs");

        assertThatThrownBy(() -> WorkLock.take(other.resolve("below/run.lock")))
                .isInstanceOf(FileSystemException.class);
    }

    private static String dead() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return Long.toString(process.pid());
    }
}
