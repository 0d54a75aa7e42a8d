package dev.madrugada.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.cli.run.NightConsole.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class NightConsoleTest {
    private final StringWriter written = new StringWriter();

    @Test
    void withoutATerminalLinesArePlain() {
        try (NightConsole console = console(new Terminal(false, false, 80))) {
            console.start("ingest");
            console.progress(new SparkProgress(1, 2));
            console.line("  a line");
            console.finish("done");
        }

        assertThat(written.toString().lines().toList())
                .hasSize(3)
                .startsWith("ingest ...", "  a line")
                .last()
                .asString()
                .matches("ingest {23}done {4} +[0-9.]+ s");
        assertThat(written.toString()).doesNotContain("\u001b", "\r");
    }

    @Test
    void onATerminalTheStepsLineIsRedrawn() {
        try (NightConsole console = console(new Terminal(true, true, 40))) {
            console.start("ingest");
            console.progress(new SparkProgress(1, 2));
            console.line("  a line");
            console.finish("done");
        }

        assertThat(written.toString()).contains("\r\u001b[K  a line", "ingest                       [=====");
        assertThat(written.toString().lines().map(NightConsoleTest::visible)).allMatch(line -> line.length() < 60);
    }

    @Test
    void progressIsABar() {
        assertThat(NightConsole.bar(new SparkProgress(5, 8))).isEqualTo("[============        ] 5/8 tasks");
        assertThat(NightConsole.bar(new SparkProgress(0, 0))).isEqualTo("[                    ] 0/0 tasks");
    }

    @Test
    void colourIsForTerminalsThatWantIt() {
        assertThat(new Terminal(true, true, 80).amber("x")).isEqualTo("\u001b[33mx\u001b[0m");
        assertThat(new Terminal(true, false, 80).amber("x")).isEqualTo("x");
    }

    private static String visible(String line) {
        return line.substring(line.lastIndexOf('\r') + 1);
    }

    private NightConsole console(Terminal terminal) {
        return new NightConsole(new PrintWriter(written, true), terminal);
    }
}
