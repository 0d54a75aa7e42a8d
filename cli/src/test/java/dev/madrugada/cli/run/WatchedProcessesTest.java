package dev.madrugada.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedProcessesTest {
    private static final int SIGKILL = 137;

    @TempDir
    private Path folder;

    private final WatchedProcesses processes = new WatchedProcesses();

    @AfterEach
    void stop() {
        processes.stop();
    }

    @Test
    void aProcessThatIsKilledEndsWith137() throws Exception {
        WatchedProcesses.Started sleeper = start("sleep", "60");

        sleeper.kill();

        assertThat(sleeper.ended().get(30, TimeUnit.SECONDS)).isEqualTo(SIGKILL);
    }

    @Test
    void theExitStatusAndTheOutputOfAProcessAreKept() throws Exception {
        WatchedProcesses.Started process = start("sh", "-c", "echo said; echo complained >&2; exit 65");

        assertThat(process.ended().get(30, TimeUnit.SECONDS)).isEqualTo(65);
        assertThat(folder.resolve("log")).hasContent("said\ncomplained\n");
    }

    @Test
    void progressBarsAreReportedAndNotLogged() throws Exception {
        List<SparkProgress> progress = new ArrayList<>();

        processes
                .start(
                        new WatchedProcesses.Start(
                                List.of("printf", "\\r[Stage 3:====>     (5 + 2) / 8]\\r        \\rdone\\n"),
                                System.getenv(),
                                folder,
                                folder.resolve("log")),
                        progress::add)
                .ended()
                .get(30, TimeUnit.SECONDS);

        assertThat(progress).containsExactly(new SparkProgress(5, 8));
        assertThat(Files.readString(folder.resolve("log")).replace("\r", "")).isEqualTo("done\n");
    }

    @Test
    void childrenOfAProcessEndWithTheRun() throws Exception {
        start("sh", "-c", "sleep 60 & echo $!; wait");
        ProcessHandle left = ProcessHandle.of(numberIn(folder.resolve("log"))).orElseThrow();

        processes.stop();

        left.onExit().get(30, TimeUnit.SECONDS);
    }

    @Test
    void noProcessOutlivesAKilledRun() throws Exception {
        Process run = new ProcessBuilder("sleep", "60").start();
        Process stage = watched(run);
        run.destroyForcibly().waitFor();

        // The operating system closes the pipe when the run dies.
        stage.getOutputStream().close();

        assertThat(stage.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stage.exitValue()).isEqualTo(SIGKILL);
    }

    @Test
    void aRunningRunKeepsItsProcesses() throws Exception {
        Process run = new ProcessBuilder("sleep", "60").start();
        Process stage = watched(run);

        stage.getOutputStream().close();

        assertThat(stage.waitFor(5, TimeUnit.SECONDS)).isFalse();
        stage.destroyForcibly().waitFor();
        run.destroyForcibly().waitFor();
    }

    private static Process watched(Process run) throws IOException {
        return new ProcessBuilder(WatchedProcesses.watched(run.pid(), List.of("sleep", "60"))).start();
    }

    private WatchedProcesses.Started start(String... command) throws IOException {
        return processes.start(
                new WatchedProcesses.Start(List.of(command), System.getenv(), folder, folder.resolve("log")),
                progress -> {});
    }

    private static long numberIn(Path log) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (Files.size(log) == 0) {
            assertThat(System.nanoTime()).as("no process is named").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return Long.parseLong(Files.readString(log).trim());
    }
}
