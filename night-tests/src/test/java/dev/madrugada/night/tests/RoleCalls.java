package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.night.tests.policy.Call;
import dev.madrugada.night.tests.policy.Permission;
import dev.madrugada.night.tests.policy.RolePolicies;
import dev.madrugada.night.tests.policy.Wildcard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The AWS calls of nights on this machine, compared with the policies of the roles that a deployment gives them. */
final class RoleCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = ":us-east-1:000000000000:";
    private static final String ACTIVITY = "arn:aws:states" + ACCOUNT + "activity:madrugada-glue-runner";
    private static final Path TEMPLATES = Project.root().resolve("infra/src/test/resources");
    private static final Path LISTS = Project.root().resolve("night-tests/src/test/resources");

    private final Set<String> lines = new TreeSet<>();

    /**
     * Permissions by patterns.
     *
     * @param note why no night uses them, or the names of the tests whose nights do
     */
    private record Listed(String role, String action, String resource, String note) {
        static List<Listed> in(String file) {
            return read(LISTS.resolve(file))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 4))
                    .map(fields -> new Listed(fields[0], fields[1], fields[2], fields[3]))
                    .toList();
        }

        boolean isAbout(Permission permission) {
            return Wildcard.matches(role, permission.role())
                    && Wildcard.matches(action, permission.action())
                    && Wildcard.matches(resource, permission.resource());
        }

        boolean isOf(String test) {
            return List.of(note.split(" ", -1)).contains(test);
        }
    }

    private RoleCalls() {}

    static RoleCalls none() {
        return new RoleCalls();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static JsonNode template(String name) {
        try {
            // The glue-runner's role has its lake at another prefix, and another sender.
            return JSON.readTree(read(TEMPLATES.resolve(name))
                    .replace("lakes/test", "lake")
                    .replace("night@example.com", "madrugada@example.com"));
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private static RolePolicies policies() {
        return policies(template("madrugada.template.json"), template("glue-runner.role.json"));
    }

    private static RolePolicies policies(JsonNode template, JsonNode glueRunner) {
        Map<String, String> values = values(template, glueRunner);
        return RolePolicies.of(template, values).and(RolePolicies.of(glueRunner, values), "glue-runner");
    }

    /** The policies without an action of a role. */
    private static RolePolicies policiesWithout(String role, String action) {
        JsonNode template = template("madrugada.template.json");
        JsonNode glueRunner = template("glue-runner.role.json");
        for (JsonNode each : List.of(template, glueRunner)) {
            for (JsonNode resource : each.get("Resources")) {
                if (resource.at("/Properties/Description").asText().equals("Madrugada: " + role)) {
                    resource.at("/Properties")
                            .findValues("Statement")
                            .forEach(statements -> statements.forEach(statement -> remove(statement, action)));
                }
            }
        }
        return policies(template, glueRunner);
    }

    private static void remove(JsonNode statement, String action) {
        ArrayNode kept = JSON.createArrayNode();
        JsonNode actions = statement.get("Action");
        for (JsonNode each :
                actions.isArray() ? actions : JSON.createArrayNode().add(actions)) {
            if (!Wildcard.matches(each.asText().toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT))) {
                kept.add(each);
            }
        }
        ((ObjectNode) statement).set("Action", kept);
    }

    /** What the template's parameters and references are on this machine. */
    private static Map<String, String> values(JsonNode template, JsonNode glueRunner) {
        Map<String, String> values = new TreeMap<>(Map.of(
                "AWS::Partition",
                "aws",
                "AWS::Region",
                "us-east-1",
                "AWS::AccountId",
                "000000000000",
                "WarehouseLoginArn",
                "arn:aws:secretsmanager" + ACCOUNT + "secret:madrugada/warehouse-local0",
                "StreamArn",
                "arn:aws:kinesis" + ACCOUNT + "stream/flights",
                "CatalogDatabase",
                "madrugada"));
        for (String id : referenced(template, glueRunner)) {
            if (id.startsWith("LakeBucket")) {
                values.put(id, "madrugada");
            } else if (id.startsWith("NotificationsDataTopic")) {
                values.put(id, "arn:aws:sns" + ACCOUNT + "madrugada-data");
            } else if (id.startsWith("NotificationsOperationsTopic")) {
                values.put(id, "arn:aws:sns" + ACCOUNT + "madrugada-operations");
            } else if (id.startsWith("GlueRunnerActivity")) {
                values.put(id, ACTIVITY);
            } else if (id.matches("Jobs(ingest|transform|quality|load).*")) {
                // The local stack's job has the name of the placeholder.
                values.put(
                        id,
                        "${" + id.substring(4, 5).toUpperCase(Locale.ROOT) + id.substring(5, id.length() - 8) + "Job}");
            }
        }
        return values;
    }

    private static Set<String> referenced(JsonNode... templates) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode template : templates) {
            template.findValues("Ref").forEach(id -> ids.add(id.asText()));
        }
        return ids;
    }

    /** Adds the lines of a file of calls. */
    void add(Path file) {
        for (String line : read(file).lines().toList()) {
            // The task's token names the activity, but the local stack does not read it.
            lines.add(line.replaceFirst("\tstates:(SendTask\\w+)\t\\*$", "\tstates:$1\t" + ACTIVITY));
        }
    }

    private List<Call> calls() {
        return lines.stream().map(Call::parse).toList();
    }

    Set<String> callingRoles() {
        return calls().stream().map(Call::role).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Nights that fail: no call is outside its role's policy, every permission that the list names for the test is used, and
     * nothing that the nights use is still listed as uncalled.
     *
     * @param test the name of the test, in failing-night-permissions.txt
     */
    void requireThoseOfFailingNights(String test) {
        assertThat(refused()).as("calls outside the role's policy").isEmpty();
        List<Permission> unused = policies().unused(calls());
        assertThat(Listed.in("failing-night-permissions.txt"))
                .filteredOn(listed -> listed.isOf(test))
                .as("permissions that the list names for this test")
                .isNotEmpty()
                .allSatisfy(listed -> assertThat(unused).noneMatch(listed::isAbout));
        assertThat(outdatedReasons())
                .as("lines of uncalled-permissions.txt of which all is called")
                .isEmpty();
    }

    /** Each action that a role has used, of which the calls would not be refused if the role's policies lacked it. */
    List<String> unnoticedIfRemoved() {
        return calls().stream()
                .map(call -> Map.entry(call.role(), call.action()))
                .distinct()
                .filter(used -> policiesWithout(used.getKey(), used.getValue()).refused(calls()).stream()
                        .noneMatch(call -> call.role().equals(used.getKey())
                                && call.action().equals(used.getValue())))
                .map(Map.Entry::toString)
                .toList();
    }

    /** Calls that the role's policy does not allow. */
    List<Call> refused() {
        return policies().refused(calls());
    }

    /** Permissions that no call used, for which no reason is listed, and which no test of failing nights uses. */
    List<String> unexplained() {
        List<Listed> listed = allListed();
        return policies().unused(calls()).stream()
                .filter(permission -> listed.stream().noneMatch(each -> each.isAbout(permission)))
                .map(Permission::toString)
                .toList();
    }

    private static List<Listed> allListed() {
        return Stream.of("uncalled-permissions.txt", "failing-night-permissions.txt")
                .flatMap(file -> Listed.in(file).stream())
                .toList();
    }

    /** Reasons for permissions of which these calls, and those of the tests of failing nights, use every one. */
    List<String> outdatedReasons() {
        List<Listed> failing = Listed.in("failing-night-permissions.txt");
        List<Permission> unused = policies().unused(calls()).stream()
                .filter(permission -> failing.stream().noneMatch(each -> each.isAbout(permission)))
                .toList();
        return Listed.in("uncalled-permissions.txt").stream()
                .filter(each -> unused.stream().noneMatch(each::isAbout))
                .map(Listed::toString)
                .toList();
    }

    /** Lines of the lists that are about no permission of any role. */
    static List<String> linesWithoutPermission() {
        List<Permission> permissions = policies().permissions();
        return allListed().stream()
                .filter(Predicate.not(each -> permissions.stream().anyMatch(each::isAbout)))
                .map(Listed::toString)
                .toList();
    }
}
