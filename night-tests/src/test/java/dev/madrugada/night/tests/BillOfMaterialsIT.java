package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bills of materials in the package say what is in the fat JARs: nothing less, nothing more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BillOfMaterialsIT {
    private static final String OWN = "dev.madrugada";
    /** How the parent POM's shade plugin renames packages. */
    private static final Map<String, String> RELOCATIONS = Map.of(
            "software/amazon/awssdk/", "dev/madrugada/shaded/awssdk/",
            "software/amazon/eventstream/", "dev/madrugada/shaded/eventstream/",
            "org/apache/http/", "dev/madrugada/shaded/http/",
            "org/apache/commons/codec/", "dev/madrugada/shaded/codec/",
            "org/apache/commons/pool2/", "dev/madrugada/shaded/pool2/",
            "org/apache/commons/logging/", "dev/madrugada/shaded/logging/",
            "org/reactivestreams/", "dev/madrugada/shaded/reactivestreams/",
            "com/amazon/redshift/", "dev/madrugada/shaded/redshift/",
            "org/snakeyaml/engine/", "dev/madrugada/shaded/snakeyaml/",
            "de/siegmar/fastcsv/", "dev/madrugada/shaded/fastcsv/");

    @TempDir
    private static Path folder;

    /** A library of a bill. */
    private record Component(String group, String name, String version, String licence, String sha256) {
        static Component of(JsonNode json) {
            return new Component(
                    json.path("group").asText(),
                    json.path("name").asText(),
                    json.path("version").asText(),
                    json.at("/licenses/0/expression").asText(),
                    json.at("/hashes/0/content").asText());
        }

        boolean isOwn() {
            return group.equals(OWN);
        }

        String id() {
            return group + ":" + name;
        }

        /** Its own JAR. */
        Path file() {
            return Path.of(
                    System.getProperty("madrugada.repository"),
                    group.replace('.', '/'),
                    name,
                    version,
                    name + "-" + version + ".jar");
        }

        /** The names of its classes as they are in a fat JAR. */
        Set<String> classes() throws IOException {
            try (JarFile file = new JarFile(file().toFile())) {
                return file.stream()
                        .map(entry -> FatJar.unversioned(entry.getName()))
                        .filter(entry -> entry.endsWith(".class") && !entry.endsWith("module-info.class"))
                        .map(BillOfMaterialsIT::relocated)
                        .collect(Collectors.toSet());
            }
        }
    }

    @BeforeAll
    static void collect() throws Exception {
        Path log = folder.resolve("package.log");
        int status = new ProcessBuilder(
                        Project.root().resolve("scripts/package.sh").toString(),
                        "--no-build",
                        "--to",
                        folder.resolve("package").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(status).as(Files.readString(log)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void everyLibraryOfTheBillIsInTheJar(FatJar jar) throws IOException {
        Set<String> content = Set.copyOf(jar.classes());
        List<String> missing = new ArrayList<>();
        for (Component library : libraries(jar)) {
            if (library.classes().stream().noneMatch(content::contains)) {
                missing.add(library.id());
            }
        }
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyClassOfTheJarIsOfALibraryOfTheBill(FatJar jar) throws IOException {
        Set<String> content = new TreeSet<>(jar.classes());
        content.removeIf(name -> name.startsWith("dev/madrugada/") && !name.startsWith("dev/madrugada/shaded/"));
        assertThat(content).isNotEmpty();
        for (Component library : libraries(jar)) {
            content.removeAll(library.classes());
        }
        assertThat(content).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyOwnModuleWithClassesInTheJarIsInTheBill(FatJar jar) throws IOException {
        Set<String> content = Set.copyOf(jar.classes());
        Set<String> modules = new HashSet<>();
        try (Stream<Path> poms = Files.find(Project.root(), 3, (path, any) -> path.endsWith("pom.xml"))) {
            for (Path pom : poms.toList()) {
                Path classes = pom.resolveSibling("target/classes");
                if (Files.isDirectory(classes) && hasOneOf(content, classes)) {
                    modules.add(pom.getName(pom.getNameCount() - 2).toString());
                }
            }
        }
        // The JAR's own module, which the bill describes as a whole.
        modules.remove(jar.path().getName(jar.path().getNameCount() - 3).toString());

        assertThat(components(jar).stream().filter(Component::isOwn).map(Component::name))
                .containsExactlyInAnyOrderElementsOf(modules);
    }

    @ParameterizedTest
    @EnumSource
    void everyLibraryHasItsDigestAndTheLicenceOfTheTable(FatJar jar) throws Exception {
        List<String> table =
                jar.text("META-INF/licenses/THIRD-PARTY.txt").lines().toList();
        for (Component library : libraries(jar)) {
            assertThat(library.sha256()).as("%s", library).isEqualTo(PackageIT.sha256(library.file()));
            assertThat(library.licence()).as("%s", library).matches("[A-Z][A-Za-z0-9.-]+( AND [A-Z][A-Za-z0-9.-]+)?");
            assertThat(table)
                    .as("the line of licenses/THIRD-PARTY.txt for %s", library)
                    .filteredOn(line -> line.startsWith(library.id() + " ") || line.startsWith(library.group() + ":* "))
                    .first()
                    .asString()
                    .contains(library.licence().split(" AND ", 2));
        }
    }

    private static boolean hasOneOf(Set<String> content, Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .anyMatch(name -> name.endsWith(".class") && content.contains(name));
        }
    }

    private static String relocated(String name) {
        return RELOCATIONS.entrySet().stream()
                .filter(moved -> name.startsWith(moved.getKey()))
                .findFirst()
                .map(moved -> moved.getValue() + name.substring(moved.getKey().length()))
                .orElse(name);
    }

    private static List<Component> libraries(FatJar jar) throws IOException {
        return components(jar).stream().filter(component -> !component.isOwn()).toList();
    }

    private static List<Component> components(FatJar jar) throws IOException {
        Path bill = folder.resolve("package/sbom")
                .resolve(jar.path().getFileName().toString().replace(".jar", ".cdx.json"));
        JsonNode json = new ObjectMapper().readTree(bill.toFile());
        assertThat(json.path("bomFormat").asText()).isEqualTo("CycloneDX");
        List<Component> components = new ArrayList<>();
        json.path("components").forEach(component -> components.add(Component.of(component)));
        return components;
    }
}
