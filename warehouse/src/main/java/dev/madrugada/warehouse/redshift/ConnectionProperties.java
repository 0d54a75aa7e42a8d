package dev.madrugada.warehouse.redshift;

import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.text.Loopback;
import dev.madrugada.warehouse.SessionSettings;
import java.util.Properties;

/**
 * What the driver is asked for. The login is among the properties, never in the URL, which the driver may print.
 *
 * <p>Outside loopback TLS is {@code verify-full}: the certificate must be signed by a root that the JVM trusts and must
 * name the host. {@code ssl=true} alone would check only the signature, and any certificate of a public authority would
 * do. The driver brings no roots; the JDK's have Amazon's, which sign Redshift's certificates.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/mgmt/jdbc20-configuration-options.html">the driver's
 *     options</a>
 */
record ConnectionProperties(String url, Properties properties) {
    /** The server's own limit comes first, so that a long statement ends with an answer and not with a lost socket. */
    private static final long SOCKET_MARGIN_SECONDS = 60;

    static ConnectionProperties of(WarehouseSecret secret, SessionSettings settings) {
        boolean loopback = Loopback.isHost(secret.host());
        Properties properties = new Properties();
        properties.setProperty("user", secret.user());
        properties.setProperty("password", secret.password());
        properties.setProperty("ssl", Boolean.toString(!loopback));
        if (!loopback) {
            properties.setProperty("sslmode", "verify-full");
        }
        properties.setProperty("connectTimeout", seconds(settings.connect().toSeconds()));
        properties.setProperty("loginTimeout", seconds(settings.connect().toSeconds()));
        properties.setProperty("socketTimeout", seconds(settings.statement().toSeconds() + SOCKET_MARGIN_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", settings.application());
        properties.setProperty("enableMultiSqlSupport", "false");
        // Values come as the server prints them; the driver turns binary times into java.sql's, which shift old ones.
        properties.setProperty("binaryTransfer", "false");
        // The driver reads ahead, a gigabyte if it may: a Lambda has less.
        properties.setProperty("fetchRingBufferSize", "16M");
        String host = secret.host().contains(":") && !secret.host().startsWith("[")
                ? "[" + secret.host() + "]"
                : secret.host();
        return new ConnectionProperties(
                "jdbc:redshift://" + host + ":" + secret.port() + "/" + secret.database(), properties);
    }

    private static String seconds(long seconds) {
        return Long.toString(Math.min(seconds, Integer.MAX_VALUE / 1000));
    }

    /** The properties hold the password. */
    @Override
    public String toString() {
        return url;
    }
}
