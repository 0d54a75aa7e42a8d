package dev.madrugada.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.cli.Command;
import dev.madrugada.cli.doctor.evidence.EvidenceBundle;
import dev.madrugada.cli.run.LocalGlueRuns;
import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.localstack.LocalStackProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An account in which the night of flights would run, in a local stack's process: real objects, a real warehouse. doctor
 * runs as a process too, and writes its evidence.
 */
final class LocalStackAccount implements BreakableAccount, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STREAM = "flights";

    private final Path folder;
    private final LocalStackProcess stack;
    private final LocalStackEndpoints endpoints;
    private final StackCalls calls;
    private final LocalGlueRuns glueRuns;
    private final JsonNode settings;
    private final List<EvidenceBundle> evidence = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    /** Starts a stack, with its state in the folder, and deploys what a night needs. */
    LocalStackAccount(Path folder) throws IOException {
        this.folder = folder;
        stack = LocalStackProcess.start(folder.resolve("stack"));
        endpoints = stack.endpoints();
        calls = new StackCalls(endpoints.aws());
        glueRuns = new LocalGlueRuns(Path.of(System.getProperty("madrugada.root")), folder.resolve("glue"), endpoints);
        settings = JSON.readTree(calls.get("/_local/account"));
        calls.createDatabase("madrugada");
        sql("CREATE USER nightly");
        mend();
    }

    /** Makes everything sound again, however it was broken. */
    void mend() throws IOException {
        // A setting that a sound account lacks, such as that the credentials are expired.
        JSON.readTree(calls.get("/_local/account")).fieldNames().forEachRemaining(name -> {
            if (!settings.has(name)) {
                set("/" + name, "null");
            }
        });
        settings.fields()
                .forEachRemaining(setting ->
                        set("/" + setting.getKey(), setting.getValue().toString()));
        for (String stage : JobSettings.STAGES) {
            withoutJob(stage);
            calls.createJob(stage, JobSettings.SOUND);
        }
        withoutStream();
        calls.createStream(STREAM, 48);
        calls.encryptStream(STREAM);
        withLogin(endpoints.redshift().user(), endpoints.redshift().password());
        sql(
                "DO $$ BEGIN IF to_regnamespace('hidden') IS NOT NULL THEN ALTER SCHEMA hidden RENAME TO public; END IF; END $$");
        sql("GRANT CREATE ON SCHEMA public TO PUBLIC");
        glueRuns.has(LocalGlueRuns.Flaw.NONE);
        options.clear();
        options.put("--warehouse-secret", endpoints.warehouseSecret());
        options.put("--subnet", "subnet-0a");
        environment.clear();
        environment.putAll(endpoints.environment());
        environment.put("AWS_ENDPOINT_URL_S3_CONTROL", endpoints.aws().toString());
    }

    /** Runs doctor with these words and {@code --json}. */
    Checkups checked(String... words) throws IOException, InterruptedException {
        Path file = folder.resolve("evidence.json");
        Files.deleteIfExists(file);
        List<String> all = new ArrayList<>(List.of("--json", "--evidence", file.toString()));
        all.addAll(List.of(words));
        Command done = printed(all);
        if (Files.exists(file)) {
            evidence.add(EvidenceBundle.read(Files.readAllBytes(file), file.toString()));
        }
        return Checkups.of(done);
    }

    /** Runs doctor with these words. */
    Command printed(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("doctor", "--environment", "local"));
        command.addAll(List.of("--dataset", "a project/datasets/flights"));
        command.addAll(List.of("--lake", "s3://" + lakeBucket() + "/lake/", "--cluster", "madrugada"));
        options.forEach((name, value) -> command.addAll(List.of(name, value)));
        command.addAll(words);
        return Command.run(folder, environment, command);
    }

    /** What all runs so far have observed. */
    EvidenceBundle evidence() {
        return EvidenceBundle.merged(evidence);
    }

    /** Executes a statement in the warehouse as its owner. */
    void sql(String text) {
        LocalStackEndpoints.Redshift at = endpoints.redshift();
        try (Connection warehouse = DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
                Statement statement = warehouse.createStatement()) {
            var unused = statement.execute(text);
        } catch (SQLException failed) {
            throw new IllegalStateException(text, failed);
        }
    }

    /** The names of the tables in the contract's schema. */
    List<String> tables() {
        LocalStackEndpoints.Redshift at = endpoints.redshift();
        List<String> names = new ArrayList<>();
        try (Connection warehouse = DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
                Statement statement = warehouse.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the tables cannot be listed", failed);
        }
        return names;
    }

    /** Whether a file of doctor is left in the bucket. */
    boolean hasObjectsOfDoctor() throws IOException {
        Path objects = folder.resolve("stack/state/s3/" + lakeBucket() + "/lake/loads/_doctor");
        if (!Files.exists(objects)) {
            return false;
        }
        try (var below = Files.walk(objects)) {
            return below.anyMatch(Files::isRegularFile);
        }
    }

    LocalGlueRuns glueRuns() {
        return glueRuns;
    }

    LocalStackEndpoints endpoints() {
        return endpoints;
    }

    void option(String name, String value) {
        options.put(name, value);
    }

    void variable(String name, String value) {
        environment.put(name, value);
    }

    void withLogin(String user, String password) {
        LocalStackEndpoints.Redshift at = endpoints.redshift();
        withSecret(
                "{\"engine\":\"redshift\",\"host\":\"%s\",\"port\":%d,\"dbname\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}"
                        .formatted(at.host(), at.port(), at.database(), user, password));
    }

    @Override
    public String lakeBucket() {
        return "madrugada";
    }

    @Override
    public void set(String pointer, String json) {
        calls.post("/_local/account?at=" + pointer, json);
    }

    @Override
    public void withJob(String stage, JobSettings changed) {
        calls.call(
                "AWSGlue.UpdateJob",
                "{\"JobName\":\"" + JobSettings.jobName(stage) + "\",\"JobUpdate\":" + changed.json(stage) + "}");
    }

    @Override
    public void withoutJob(String stage) {
        calls.call("AWSGlue.DeleteJob", "{\"JobName\":\"" + JobSettings.jobName(stage) + "\"}");
    }

    @Override
    public void withRetention(int hours) {
        calls.call(
                "Kinesis_20131202.DecreaseStreamRetentionPeriod",
                "{\"StreamName\":\"" + STREAM + "\",\"RetentionPeriodHours\":" + hours + "}");
    }

    @Override
    public void withoutStream() {
        if (calls.streams().contains('"' + STREAM + '"')) {
            calls.call("Kinesis_20131202.DeleteStream", "{\"StreamName\":\"" + STREAM + "\"}");
        }
    }

    @Override
    public void withoutEncryptedStream() {
        calls.call(
                "Kinesis_20131202.StopStreamEncryption",
                "{\"StreamName\":\"" + STREAM + "\",\"EncryptionType\":\"KMS\",\"KeyId\":\"alias/aws/kinesis\"}");
    }

    @Override
    public void withSecret(String json) {
        calls.call(
                "secretsmanager.PutSecretValue",
                JSON.createObjectNode()
                        .put("SecretId", endpoints.warehouseSecret())
                        .put("SecretString", json)
                        .toString());
    }

    @Override
    public void withoutSecret() {
        option("--warehouse-secret", "madrugada/another");
    }

    @Override
    public void inSubnet(String id) {
        option("--subnet", id);
    }

    @Override
    public void close() {
        glueRuns.close();
        stack.close();
    }
}
