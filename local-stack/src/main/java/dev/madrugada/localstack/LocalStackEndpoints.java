package dev.madrugada.localstack;

import dev.madrugada.localstack.redshift.LocalRedshift;
import java.net.URI;
import java.util.Map;

/**
 * The endpoints and credentials of a running stack, read from its ready file.
 *
 * @param pid process id of the stack
 * @param aws endpoint of all AWS services except S3
 * @param s3 endpoint of S3; clients use path-style access
 * @param redshift address and login of the warehouse
 * @param warehouseSecret the name of the secret that holds the warehouse's address and login
 */
public record LocalStackEndpoints(
        long pid,
        URI aws,
        URI s3,
        Redshift redshift,
        String warehouseSecret,
        String region,
        String accessKey,
        String secretKey) {

    /** The warehouse's address and login. */
    public record Redshift(String host, int port, String database, String user, String password, String jdbcUrl) {
        static Redshift atPort(int port) {
            return new Redshift(
                    LocalRedshift.HOST,
                    port,
                    LocalRedshift.DATABASE,
                    LocalRedshift.USER,
                    LocalRedshift.PASSWORD,
                    LocalRedshift.jdbcUrl(port));
        }
    }

    /** The environment variables that direct the AWS SDKs of another process to this stack. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", aws.toString(),
                "AWS_ENDPOINT_URL_S3", s3.toString(),
                "AWS_REGION", region,
                "AWS_ACCESS_KEY_ID", accessKey,
                "AWS_SECRET_ACCESS_KEY", secretKey);
    }
}
