package dev.madrugada.cli.stage;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.night.machine.NightStage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Builds the command that runs a stage's fat JAR through spark-submit. It uses the Spark in {@code SPARK_HOME}, or else
 * the one in {@code scripts/spark}, which is assembled from Maven Central.
 *
 * @param root the project's folder; must not contain a colon, which separates entries of a class path
 * @param environment the process's environment; {@code SPARK_HOME}, {@code MASTER}, {@code SPARK_DRIVER_MEMORY}, {@code
 *     SPARK_SUBMIT_OPTS} and {@code AWS_ENDPOINT_URL_S3} are read from it
 */
public record SparkSubmit(Path root, Map<String, String> environment) {
    private static final Pattern MASTERS =
            Pattern.compile("local|local(-cluster)?\\[.*\\]|yarn|(spark|k8s)://.*", Pattern.DOTALL);

    /** Whether Spark prints its progress bars. */
    public enum Progress {
        ON,
        OFF
    }

    /** A command and its complete environment. */
    public record Prepared(List<String> command, Map<String, String> environment) {
        public Prepared {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    public SparkSubmit {
        environment = Map.copyOf(environment);
    }

    /** The stages that are Spark jobs, in the order of a night. */
    public static List<String> names() {
        return NightStage.ofNight().stream()
                .filter(stage -> stage.runner() == NightStage.Runner.JOB)
                .map(NightStage::key)
                .toList();
    }

    /**
     * The command that runs a stage.
     *
     * @param stage one of {@link #names}
     * @param arguments the job's arguments
     * @param termination the file to which the job writes how it ended
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments if MASTER or SPARK_HOME is invalid
     */
    public Prepared prepared(String stage, List<String> arguments, Progress progress, Path termination) {
        String master = environment.getOrDefault("MASTER", "");
        List<String> submitted =
                new ArrayList<>(List.of("--master", requireMaster(master.isEmpty() ? "local[*]" : master)));
        settings(submitted, master, progress);
        submitted.addAll(List.of(
                "--class",
                FatJars.mainClass(stage),
                new FatJars(root).ofJob(stage).toString()));
        submitted.addAll(arguments);
        Map<String, String> childEnvironment = new HashMap<>(environment);
        childEnvironment.put("MADRUGADA_TERMINATION_LOG", termination.toString());
        if (isLocal(master)) {
            childEnvironment.put("SPARK_LOCAL_IP", "127.0.0.1");
        }
        List<String> command = new ArrayList<>();
        Optional<Path> home = sparkHome();
        if (home.isPresent()) {
            // Spark's script would take the JDK of the user's JAVA_HOME, which may be another.
            childEnvironment.put("JAVA_HOME", System.getProperty("java.home"));
            command.addAll(List.of(home.get().resolve("bin/spark-submit").toString(), "--driver-memory", memory()));
            command.addAll(List.of("--driver-java-options", logging()));
        } else {
            childEnvironment.put("SPARK_HOME", assembled().toString());
            childEnvironment.put("SPARK_SCALA_VERSION", "2.12");
            command.addAll(jvm());
        }
        command.addAll(submitted);
        return new Prepared(command, childEnvironment);
    }

    private static String requireMaster(String master) {
        if (!MASTERS.matcher(master).matches()) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("MASTER '" + master + "' is no cluster")
                    .what("it must be local[N], yarn, spark://… or k8s://…")
                    .because("Spark knows no other")
                    .fix("correct MASTER, or unset it for this machine")
                    .exception();
        }
        return master;
    }

    private Optional<Path> sparkHome() {
        Optional<Path> home = Optional.ofNullable(environment.get("SPARK_HOME"))
                .filter(text -> !text.isEmpty())
                .map(Path::of);
        if (home.isPresent() && !Files.isExecutable(home.get().resolve("bin/spark-submit"))) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("SPARK_HOME '" + home.get() + "'")
                    .what("it has no bin/spark-submit")
                    .because("it is no Spark's folder")
                    .fix("unset it, or point it to a Spark 3.5")
                    .exception();
        }
        return home;
    }

    private void settings(List<String> words, String master, Progress progress) {
        Map<String, String> settings = new LinkedHashMap<>();
        String endpoint =
                environment.getOrDefault("AWS_ENDPOINT_URL_S3", environment.getOrDefault("AWS_ENDPOINT_URL", ""));
        if (!endpoint.isEmpty() || environment.getOrDefault("SPARK_HOME", "").isEmpty()) {
            // Hadoop's connector handles s3:, as on Glue 5.1. A cluster on AWS keeps its own connector.
            settings.put("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
            settings.put("spark.hadoop.fs.AbstractFileSystem.s3.impl", "org.apache.hadoop.fs.s3a.S3A");
        }
        if (!endpoint.isEmpty()) {
            settings.put("spark.hadoop.fs.s3a.endpoint", endpoint);
            settings.put("spark.hadoop.fs.s3a.path.style.access", "true");
            settings.put("spark.hadoop.fs.s3a.endpoint.region", environment.getOrDefault("AWS_REGION", "us-east-1"));
            settings.put(
                    "spark.hadoop.fs.s3a.aws.credentials.provider",
                    "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider");
        }
        if (isLocal(master)) {
            // The driver binds to loopback only, and eight partitions are enough for one machine.
            settings.put("spark.driver.host", "127.0.0.1");
            settings.put("spark.driver.bindAddress", "127.0.0.1");
            settings.put("spark.ui.enabled", "false");
            settings.put("spark.sql.shuffle.partitions", "8");
        }
        settings.put("spark.ui.showConsoleProgress", String.valueOf(progress == Progress.ON));
        settings.forEach((name, value) -> words.addAll(List.of("--conf", name + "=" + value)));
    }

    private static boolean isLocal(String master) {
        return master.isEmpty() || master.startsWith("local");
    }

    private String memory() {
        return environment.getOrDefault("SPARK_DRIVER_MEMORY", "2g");
    }

    private String logging() {
        return "-Dlog4j2.configurationFile="
                + root.resolve("scripts").resolve("log4j2.properties").toUri();
    }

    private Path assembled() {
        return root.resolve("scripts/spark/target/spark");
    }

    private List<String> jvm() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JavaModules.opened());
        command.addAll(List.of("-Djdk.reflect.useDirectMethodHandle=false", "-XX:+UseSerialGC"));
        command.addAll(ClassArchive.of(assembled(), environment).options());
        command.add("-Xmx" + memory());
        command.add(logging());
        for (String option : environment.getOrDefault("SPARK_SUBMIT_OPTS", "").split(" +", -1)) {
            if (!option.isEmpty()) {
                command.add(option);
            }
        }
        command.addAll(List.of(
                "-cp", assembled().resolve("jars") + File.separator + "*", "org.apache.spark.deploy.SparkSubmit"));
        return command;
    }
}
