package dev.madrugada.cli.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the fat JARs rename the packages of libraries, as the parent POM says it.
 *
 * @param folders the new folder by the library's own, both with a slash at the end
 */
record Relocations(Map<String, String> folders) {
    private static final Pattern RELOCATION =
            Pattern.compile("<pattern>([^<]+)</pattern>\\s*<shadedPattern>([^<]+)</shadedPattern>");

    Relocations {
        folders = Collections.unmodifiableMap(new LinkedHashMap<>(folders));
    }

    static Relocations of(Path parentPom) throws IOException {
        Map<String, String> folders = new LinkedHashMap<>();
        Matcher found = RELOCATION.matcher(Files.readString(parentPom));
        while (found.find()) {
            folders.put(folder(found.group(1)), folder(found.group(2)));
        }
        return new Relocations(folders);
    }

    private static String folder(String packageName) {
        return packageName.replace('.', '/') + '/';
    }

    /** The name that a library's class file has in a fat JAR. */
    String of(String classFile) {
        return folders.entrySet().stream()
                .filter(moved -> classFile.startsWith(moved.getKey()))
                .max(Comparator.comparingInt(moved -> moved.getKey().length()))
                .map(moved ->
                        moved.getValue() + classFile.substring(moved.getKey().length()))
                .orElse(classFile);
    }
}
