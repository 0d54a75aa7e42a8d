package dev.madrugada.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** A command as it was run in this JVM: how it ended and what it printed. */
public record Invocation(int status, String out, String err) {
    public static Invocation of(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Madrugada.commandLine(Map.of())
                .setColorScheme(picocli.CommandLine.Help.defaultColorScheme(picocli.CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Invocation(status, out.toString(), err.toString());
    }
}
