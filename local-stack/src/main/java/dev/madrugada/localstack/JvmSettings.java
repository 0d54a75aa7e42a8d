package dev.madrugada.localstack;

import java.nio.file.Path;
import java.util.TimeZone;

/** The JVM-wide settings of a stack's process; made before anything else is loaded. */
final class JvmSettings {
    private static final String SHARED_TMP = "madrugada.local-stack.shared-tmp";

    private JvmSettings() {}

    /** Where the database's programs are unpacked. */
    static Path programs() {
        return Path.of(System.getProperty(SHARED_TMP), "madrugada-postgres").toAbsolutePath();
    }

    static void apply(Path state) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        System.setProperty("logback.configurationFile", "local-stack-logback.xml");
        // Without it a small answer waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // The database's programs are unpacked once for all stacks of a machine; whatever else is temporary (DuckDB's
        // library among it) goes under the state folder, which the next start empties even after a kill.
        System.setProperty(SHARED_TMP, System.getProperty("java.io.tmpdir"));
        System.setProperty("java.io.tmpdir", state.resolve("tmp").toString());
    }
}
