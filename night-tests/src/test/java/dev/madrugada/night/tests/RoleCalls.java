package dev.madrugada.night.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.night.tests.policy.Call;
import dev.madrugada.night.tests.policy.Permission;
import dev.madrugada.night.tests.policy.RolePolicies;
import dev.madrugada.night.tests.policy.Wildcard;
import java.io.IOException;
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

/** The AWS calls of nights on this machine, compared with the policies of the roles that a deployment gives them. */
final class RoleCalls {
    private static final String ACCOUNT = ":us-east-1:000000000000:";
    private static final String ACTIVITY = "arn:aws:states" + ACCOUNT + "activity:madrugada-glue-runner";
    private static final Path RESOURCES = Project.root().resolve("infra/src/test/resources");

    private final RolePolicies policies;
    private final List<Uncalled> explained;
    private final Set<String> lines = new TreeSet<>();

    /** Permissions that a night on this machine does not use, by patterns, with the reason. */
    private record Uncalled(String role, String action, String resource, String reason) {
        static Uncalled parse(String line) {
            String[] fields = line.split(" \\| ", 4);
            return new Uncalled(fields[0], fields[1], fields[2], fields[3]);
        }

        boolean isAbout(Permission permission) {
            return Wildcard.matches(role, permission.role())
                    && Wildcard.matches(action, permission.action())
                    && Wildcard.matches(resource, permission.resource());
        }
    }

    private RoleCalls(RolePolicies policies, List<Uncalled> explained) {
        this.policies = policies;
        this.explained = explained;
    }

    static RoleCalls none() throws IOException {
        Path uncalled = Project.root().resolve("night-tests/src/test/resources/uncalled-permissions.txt");
        JsonNode template = new ObjectMapper().readTree(Files.readString(RESOURCES.resolve("madrugada.template.json")));
        // This role's lake is at another prefix.
        JsonNode glueRunner = new ObjectMapper()
                .readTree(Files.readString(RESOURCES.resolve("glue-runner.role.json"))
                        .replace("lakes/test", "lake"));
        Map<String, String> values = values(template, glueRunner);
        return new RoleCalls(
                RolePolicies.of(template, values).and(RolePolicies.of(glueRunner, values), "glue-runner"),
                Files.readAllLines(uncalled).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(Uncalled::parse)
                        .toList());
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
    void add(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            // The task's token names the activity, but the local stack does not read it.
            lines.add(line.replaceFirst("\tstates:(SendTask\\w+)\t\\*$", "\tstates:$1\t" + ACTIVITY));
        }
    }

    /** Adds the calls that the night's stack has recorded; the next night on the same work folder replaces the file. */
    void add(RunLocal night) throws IOException {
        add(night.work().resolve("logs/aws-calls.tsv"));
    }

    private List<Call> calls() {
        return lines.stream().map(Call::parse).toList();
    }

    Set<String> callingRoles() {
        return calls().stream().map(Call::role).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Calls that the role's policy does not allow. */
    List<Call> refused() {
        return policies.refused(calls());
    }

    /** Permissions that no call used, and for which no reason is listed. */
    List<String> unexplained() {
        return policies.unused(calls()).stream()
                .filter(permission -> explained.stream().noneMatch(each -> each.isAbout(permission)))
                .map(Permission::toString)
                .toList();
    }

    /** Listed reasons that are about no permission of any role. */
    List<String> reasonsWithoutPermission() {
        return explained.stream()
                .filter(Predicate.not(each -> policies.permissions().stream().anyMatch(each::isAbout)))
                .map(Uncalled::toString)
                .toList();
    }
}
