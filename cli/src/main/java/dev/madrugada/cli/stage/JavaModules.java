package dev.madrugada.cli.stage;

import java.util.List;
import java.util.stream.Stream;

/**
 * The JDK packages that Spark needs opened on Java 17.
 *
 * @see <a href="https://github.com/apache/spark/blob/v3.5.6/launcher/src/main/java/org/apache/spark/launcher/JavaModuleOptions.java">
 *     JavaModuleOptions</a>
 */
final class JavaModules {
    private JavaModules() {}

    static List<String> opened() {
        return Stream.of(
                        "java.lang",
                        "java.lang.invoke",
                        "java.lang.reflect",
                        "java.io",
                        "java.net",
                        "java.nio",
                        "java.util",
                        "java.util.concurrent",
                        "java.util.concurrent.atomic",
                        "sun.nio.ch",
                        "sun.nio.cs",
                        "sun.security.action",
                        "sun.util.calendar")
                .map(opened -> "--add-opens=java.base/" + opened + "=ALL-UNNAMED")
                .toList();
    }
}
