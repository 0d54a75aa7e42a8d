package dev.madrugada.common.spark;

import dev.madrugada.common.lake.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/** Computes the SHA-256 of files in a Spark job on the executors. */
final class FileDigests {
    private static final int FILES_PER_TASK = 8;

    private FileDigests() {}

    /** The digest of each file, in the form of {@link Digest#text}. */
    static Map<URI, String> of(SparkSession spark, List<URI> files) {
        if (files.isEmpty()) {
            return Map.of();
        }
        SerializableConfiguration hadoop =
                new SerializableConfiguration(spark.sessionState().newHadoopConf());
        int tasks = (files.size() + FILES_PER_TASK - 1) / FILES_PER_TASK;
        List<Tuple2<String, String>> digests = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(files.stream().map(URI::toString).toList(), tasks)
                .map(file -> new Tuple2<>(file, digest(file, hadoop)))
                .collect();
        Map<URI, String> byFile = new HashMap<>();
        digests.forEach(pair -> byFile.put(URI.create(pair._1()), pair._2()));
        return byFile;
    }

    private static String digest(String file, SerializableConfiguration hadoop) throws IOException {
        Path path = new Path(URI.create(file));
        MessageDigest sha = Digest.newSha256();
        try (InputStream in = path.getFileSystem(hadoop.value()).open(path);
                InputStream digesting = new DigestInputStream(in, sha)) {
            digesting.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.ofHash(sha.digest()).text();
    }
}
