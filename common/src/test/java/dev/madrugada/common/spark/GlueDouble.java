package dev.madrugada.common.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Compiles stand-ins for Glue's GlueContext and Job at run time, so that only tests that add the folder have them on
 * their classpath. Each call appends a line to the file that {@link #CALLS} names.
 */
public final class GlueDouble {
    /** The system property with the file to which calls are written. */
    public static final String CALLS = "glue.double.calls";

    /** The system property with the name of the call that fails; unset if none fails. */
    public static final String REFUSES = "glue.double.refuses";

    private GlueDouble() {}

    /** Compiles the classes into the folder; the classpath must contain Spark. */
    public static void compile(Path folder, String classpath) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        List<String> names = List.of("GlueContext.java", "Job.java", "Job$.java");
        for (String name : names) {
            try (InputStream source = GlueDouble.class.getResourceAsStream("/glue/" + name)) {
                Files.write(sources.resolve(name), source.readAllBytes());
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        boolean compiled = compiler.getTask(
                        problems,
                        null,
                        null,
                        List.of("-proc:none", "-cp", classpath, "-d", folder.toString()),
                        null,
                        compiler.getStandardFileManager(null, null, null)
                                .getJavaFileObjectsFromPaths(
                                        names.stream().map(sources::resolve).toList()))
                .call();
        if (!compiled) {
            throw new IOException("Glue's double does not compile: " + problems);
        }
    }
}
