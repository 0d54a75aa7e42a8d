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
 * Classes named and shaped as Glue's GlueContext and Job, compiled when asked for, so that they are on no test's
 * classpath but where one puts them. Each call is a line of the file that {@link #CALLS} names.
 */
public final class GlueDouble {
    /** The system property that names the file the calls are written to. */
    public static final String CALLS = "glue.double.calls";

    /** The system property that names the call to refuse, if any. */
    public static final String REFUSES = "glue.double.refuses";

    private GlueDouble() {}

    /** Compiles the classes into this folder, against a classpath that has Spark. */
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
