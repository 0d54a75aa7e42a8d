package dev.madrugada.warehouse.redshift;

import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.text.Loopback;
import dev.madrugada.warehouse.SessionSettings;
import java.util.Properties;

/**
 * URL and properties of a driver connection. The login is in the properties and never in the URL, which the driver may
 * log.
 *
 * <p>Connections to other hosts than loopback use TLS with {@code verify-full}: the JVM must trust the certificate's
 * root, and the certificate must name the host. With {@code ssl=true} alone the driver does not check the host name and
 * accepts any certificate of a public authority. The driver has no roots of its own; the JDK's roots include Amazon's,
 * which sign Redshift's certificates.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/mgmt/jdbc20-configuration-options.html">the driver's
 *     options</a>
 */
record ConnectionProperties(String url, Properties properties) {
    /**
     * The socket timeout exceeds the server's statement timeout by this margin, so that a long statement ends with an
     * error of the server and not with a lost connection.
     */
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
        // Values are transferred as text. The driver converts binary times to java.sql types, which shift old dates.
        properties.setProperty("binaryTransfer", "false");
        // By default the driver buffers up to a gigabyte of rows, which is more than a Lambda has.
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

    /** The URL only, because the properties contain the password. */
    @Override
    public String toString() {
        return url;
    }
}
