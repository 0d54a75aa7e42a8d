package dev.madrugada.localstack;

import java.nio.file.Path;
import java.util.TimeZone;

/** JVM-wide settings of a stack process. {@link #apply} runs before any other class of the stack is loaded. */
final class JvmSettings {
    private static final String SHARED_TMP = "madrugada.local-stack.shared-tmp";

    private JvmSettings() {}

    /** The folder into which PostgreSQL's executables are unpacked. All stacks of a machine share the folder. */
    static Path postgresExecutables() {
        return Path.of(System.getProperty(SHARED_TMP), "madrugada-postgres").toAbsolutePath();
    }

    static void apply(Path state) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        System.setProperty("logback.configurationFile", "local-stack-logback.xml");
        // Without TCP_NODELAY a small response waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // PostgreSQL's executables are unpacked once for all stacks of a machine. All other temporary files (DuckDB's
        // native library, for example) go to the folder tmp of the state folder. The next start empties tmp, even after
        // a kill.
        System.setProperty(SHARED_TMP, System.getProperty("java.io.tmpdir"));
        System.setProperty("java.io.tmpdir", state.resolve("tmp").toString());
    }
}
