package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Names are the field's terms. Each word below once named something here that a reader had to open to understand; the
 * project has another name for it now. Options and contract keys are read as they are declared: as string literals of
 * Java and as keys of the contract's JSON Schema.
 */
class NamesTest {
    /** Words that no name may contain, as a part in camel case or between underscores. */
    private static final Set<String> WORDS = Set.of(
            "persistence",
            "stretch",
            "misfit",
            "misfits",
            "judged",
            "judgement",
            "fate",
            "fates",
            "overtaken",
            "touched",
            "slack",
            "companion",
            "surroundings",
            "troubles",
            "rhythm",
            "twin",
            "recipe",
            "glance",
            "handy");

    /** Names that nothing may have as a whole. */
    private static final Set<String> NAMES = Set.of(
            "settle",
            "hand",
            "dealt",
            "giveBack",
            "turnTo",
            "alone",
            "told",
            "said",
            "stands",
            "Reading",
            "Baseline",
            "Draft",
            "Publications",
            "Retained",
            "PageTap",
            "PageBody",
            "ReadTerms",
            "TaskCut",
            "HorizonWatch",
            "LossReport",
            "Word",
            "ShardPump",
            "ENOUGH_READY",
            "ObjectWalk",
            "HANDY",
            "GLANCE");

    private static final Pattern PART = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+");
    private static final Set<String> SKIPPED = Set.of("target", "node_modules");

    @Test
    void noNameOfTheSourcesIsOnTheList() throws IOException {
        List<Path> sources = sources();
        assertThat(sources).hasSizeGreaterThan(500);
        List<DeclaredNames.Name> names = DeclaredNames.in(sources);
        assertThat(names).extracting(DeclaredNames.Name::text).contains("NamesTest", "noNameOfTheSourcesIsOnTheList");
        assertThat(names.stream()
                        .filter(name -> !name.file().endsWith("NamesTest.java"))
                        .filter(name -> isOnTheList(name.text()))
                        .map(name -> name.file().getFileName() + ":" + name.line() + ": " + name.text()))
                .isEmpty();
    }

    @Test
    void noKeyOfTheContractIsOnTheList() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(Project.root().resolve("datasets/dataset.schema.json").toFile());
        Set<String> keys = new TreeSet<>();
        addKeys(schema, keys);
        assertThat(keys).contains("dataset", "event-time", "invalid-values").noneMatch(NamesTest::isOnTheList);
    }

    /** Adds the names of the properties that a JSON Schema declares, at any depth. */
    private static void addKeys(JsonNode schema, Set<String> keys) {
        schema.path("properties").fieldNames().forEachRemaining(keys::add);
        schema.forEach(part -> addKeys(part, keys));
    }

    @Test
    void theListIsFoundInAnyForm() {
        assertThat(Stream.of("Fates", "aMisfitValue", "DEFAULT_SLACK", "judged-rows", "told", "isOvertaken", "Draft"))
                .allMatch(NamesTest::isOnTheList);
        assertThat(Stream.of("handler", "settledAt", "stretched", "a sentence that said so", "withdraw", "untold"))
                .noneMatch(NamesTest::isOnTheList);
    }

    /** A text of several words is prose, not a name. */
    private static boolean isOnTheList(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-')) {
            return false;
        }
        return NAMES.contains(text) || parts(text).stream().anyMatch(WORDS::contains);
    }

    private static Set<String> parts(String name) {
        return PART.matcher(name)
                .results()
                .map(part -> part.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(Project.root().toAbsolutePath().normalize(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean isHidden = name.startsWith(".") && name.length() > 1;
                return isHidden || SKIPPED.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }
}
