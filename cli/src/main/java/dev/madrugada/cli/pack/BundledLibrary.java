package dev.madrugada.cli.pack;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A library at run time of a module that has a fat JAR.
 *
 * @param file its own JAR
 */
record BundledLibrary(String group, String name, String version, Path file) {
    static final String OWN_GROUP = "dev.madrugada";

    private static final String HEADING = "The following files have been resolved:";
    /** A line of {@code dependency:list}: group, name, type, perhaps a classifier, version, scope, file; more may follow. */
    private static final Pattern LINE = Pattern.compile("\\s*([^:\\s]+):([^:\\s]+):jar:(?:[^:\\s]+:)?([^:\\s]+)"
            + ":(?:compile|runtime)(?: \\(optional\\) ?)?:(.+?\\.jar)(?:\\s.*)?");

    private static final Pattern VERSIONED = Pattern.compile("^META-INF/versions/\\d+/");

    /** Reads the file that the build leaves beside the fat JAR, {@code <name>.libraries}. */
    static List<BundledLibrary> of(Path fatJar) throws IOException {
        Path list = fatJar.resolveSibling(fatJar.getFileName().toString().replaceFirst("\\.jar$", ".libraries"));
        if (!Files.exists(list)) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at(list.toString())
                    .what("the list of the JAR's libraries is missing")
                    .because("it has not been built")
                    .fix("leave out --no-build")
                    .exception();
        }
        List<BundledLibrary> libraries = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            if (!line.isBlank() && !line.equals(HEADING)) {
                libraries.add(of(list, line));
            }
        }
        return libraries;
    }

    private static BundledLibrary of(Path list, String line) {
        Matcher library = LINE.matcher(line);
        if (!library.matches()) {
            throw Fault.of(ErrorCode.InternalError)
                    .at(list.toString())
                    .what("a line is not a library with its JAR: " + line.strip())
                    .because("a bill without it would not be whole")
                    .fix("build with scripts/madrugada package, which packages every module first")
                    .exception();
        }
        return new BundledLibrary(library.group(1), library.group(2), library.group(3), Path.of(library.group(4)));
    }

    boolean isOwn() {
        return group.equals(OWN_GROUP);
    }

    /** Whether a fat JAR has a class of it: a library without one was left out, or has no classes at all. */
    boolean isIn(Set<String> classFiles, Relocations relocations) throws IOException {
        return classFiles(file).stream().map(relocations::of).anyMatch(classFiles::contains);
    }

    /** The names of a JAR's class files without the Java version they are for. */
    static Set<String> classFiles(Path jar) throws IOException {
        try (JarFile content = new JarFile(jar.toFile())) {
            return content.stream()
                    .map(entry -> VERSIONED.matcher(entry.getName()).replaceFirst(""))
                    .filter(entry -> entry.endsWith(".class") && !entry.endsWith("module-info.class"))
                    .collect(Collectors.toSet());
        }
    }
}
