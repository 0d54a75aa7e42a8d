package dev.madrugada.cli.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledLibraryTest {
    @TempDir
    private Path folder;

    @Test
    void readsEveryFormOfALine() throws IOException {
        list("""

                The following files have been resolved:
                   org.a:plain:jar:1.0:compile:/m/plain-1.0.jar -- module org.a.plain (auto)
                   org.a:natives:jar:linux:2.0:runtime:/m/natives-2.0-linux.jar
                   org.a:maybe:jar:3.0:compile (optional) :/m/maybe-3.0.jar -- module org.a.maybe
                """);

        assertThat(BundledLibrary.of(folder.resolve("x-all.jar")))
                .containsExactly(
                        new BundledLibrary("org.a", "plain", "1.0", Path.of("/m/plain-1.0.jar")),
                        new BundledLibrary("org.a", "natives", "2.0", Path.of("/m/natives-2.0-linux.jar")),
                        new BundledLibrary("org.a", "maybe", "3.0", Path.of("/m/maybe-3.0.jar")));
    }

    @Test
    void refusesALineThatIsNoLibrary() throws IOException {
        list("   dev.madrugada:common:jar:1.0:compile:/p/common/target/classes\n");

        assertThatThrownBy(() -> BundledLibrary.of(folder.resolve("x-all.jar")))
                .hasMessageContaining("a line is not a library with its JAR: dev.madrugada:common");
    }

    @Test
    void aListThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> BundledLibrary.of(folder.resolve("x-all.jar")))
                .hasMessageContaining("x-all.libraries")
                .hasMessageContaining("leave out --no-build");
    }

    @Test
    void theLongestRelocationIsTaken() {
        Relocations relocations = new Relocations(Map.of("org/a/", "shaded/a/", "org/a/b/", "shaded/b/"));

        assertThat(relocations.of("org/a/b/C.class")).isEqualTo("shaded/b/C.class");
        assertThat(relocations.of("org/a/C.class")).isEqualTo("shaded/a/C.class");
        assertThat(relocations.of("org/other/C.class")).isEqualTo("org/other/C.class");
    }

    private void list(String text) throws IOException {
        Files.writeString(folder.resolve("x-all.libraries"), text);
    }
}
