package dev.madrugada.kinesis.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * A Spark session on a cluster: a master and two workers in this JVM, and executors of one core in processes of their
 * own.
 *
 * <p>Spark starts a speculative attempt on another host only, and never in a local mode. The two workers therefore use
 * two names of this machine. Executors get the source as with {@code --jars}.
 *
 * <p>The environment variable SPARK_HOME must name a folder of this build.
 */
final class TwoHostSpark implements AutoCloseable {

    private static final int FREE = 0;
    private static final int CORES = 1;
    private static final int MEGABYTES = 512;

    private final List<RpcEnv> daemons;
    private final SparkSession session;

    private TwoHostSpark(List<RpcEnv> daemons, SparkSession session) {
        this.daemons = daemons;
        this.session = session;
    }

    static TwoHostSpark started() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        makeSparkHome();
        SparkConf conf = new SparkConf();
        RpcEnv master =
                Master.startRpcEnvAndEndpoint("127.0.0.1", FREE, FREE, conf)._1();
        String url = master.address().toSparkURL();
        Path work = temporary.resolve("spark-work");
        List<RpcEnv> daemons =
                List.of(worker("127.0.0.1", url, work, conf), worker("localhost", url, work, conf), master);
        ExecutorClasspath classpath = ExecutorClasspath.ofThisJvm();
        SparkSession session = SparkSession.builder()
                .master(url)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.cores.max", "2")
                .config("spark.executor.cores", CORES)
                .config("spark.executor.memory", MEGABYTES + "m")
                .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
                .config("spark.executor.extraClassPath", classpath.ofSpark())
                .config("spark.jars", classpath.ofTheSource())
                .config(
                        "spark.executor.extraJavaOptions",
                        "-Duser.timezone=UTC -Djava.io.tmpdir=" + temporary
                                // Executors live for only a few seconds, so a fast start matters more than peak speed.
                                + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
                // Spark derives this variable from the downloaded SPARK_HOME, which does not exist in this build.
                .config("spark.executorEnv.SPARK_SCALA_VERSION", "2.12")
                .config("spark.executorEnv.AWS_ACCESS_KEY_ID", "test")
                .config("spark.executorEnv.AWS_SECRET_ACCESS_KEY", "test")
                .config("spark.speculation", "true")
                .config("spark.speculation.interval", "50ms")
                .config("spark.speculation.quantile", "0.5")
                .config("spark.speculation.multiplier", "1")
                // After this time a task has reached the delayed call, even on a cold executor.
                .config("spark.speculation.minTaskRuntime", "4s")
                .getOrCreate();
        return new TwoHostSpark(daemons, session);
    }

    SparkSession session() {
        return session;
    }

    private static RpcEnv worker(String host, String master, Path work, SparkConf conf) {
        return Worker.startRpcEnvAndEndpoint(
                host,
                FREE,
                FREE,
                CORES,
                MEGABYTES,
                new String[] {master},
                work.toString(),
                Option.empty(),
                conf,
                Option.empty());
    }

    /** Spark requires the folder SPARK_HOME/jars, which may be empty. */
    private static void makeSparkHome() {
        String home = System.getenv("SPARK_HOME");
        if (home == null) {
            throw new IllegalStateException("SPARK_HOME is not set: run this test with mvn verify");
        }
        try {
            Files.createDirectories(Path.of(home, "jars"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the cluster. Fails if a child process of this JVM survives, so other child processes must end before. */
    @Override
    public void close() {
        List<ProcessHandle> executors = ProcessHandle.current().descendants().toList();
        session.stop();
        try {
            CompletableFuture.allOf(
                            executors.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        } finally {
            daemons.forEach(RpcEnv::shutdown);
            daemons.forEach(RpcEnv::awaitTermination);
        }
    }
}
