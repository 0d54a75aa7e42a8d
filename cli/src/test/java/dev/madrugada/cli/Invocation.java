package dev.madrugada.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** The result of a command that ran in this JVM: its exit status and its output. */
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
