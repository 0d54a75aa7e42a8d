package dev.madrugada.warehouse.redshift;

import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.warehouse.SessionSettings;
import java.util.Properties;
import java.util.Set;

/**
 * What the driver is asked for. The login is among the properties, never in the URL, which the driver may print.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/mgmt/jdbc20-configuration-options.html">the driver's
 *     options</a>
 */
record ConnectionRecipe(String url, Properties properties) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    /** The server's own limit comes first, so that a long statement ends with an answer and not with a lost socket. */
    private static final long SOCKET_SLACK_SECONDS = 60;

    static ConnectionRecipe of(WarehouseSecret secret, SessionSettings settings) {
        boolean loopback = LOOPBACK.contains(secret.host());
        Properties properties = new Properties();
        properties.setProperty("user", secret.user());
        properties.setProperty("password", secret.password());
        properties.setProperty("ssl", Boolean.toString(!loopback));
        properties.setProperty("connectTimeout", seconds(settings.connect().toSeconds()));
        properties.setProperty("loginTimeout", seconds(settings.connect().toSeconds()));
        properties.setProperty("socketTimeout", seconds(settings.statement().toSeconds() + SOCKET_SLACK_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", settings.application());
        properties.setProperty("enableMultiSqlSupport", "false");
        if (!loopback) {
            // For WLM rules and the query log; a plain PostgreSQL on loopback does not know the setting.
            properties.setProperty("queryGroup", settings.application());
        }
        String host = secret.host().contains(":") && !secret.host().startsWith("[")
                ? "[" + secret.host() + "]"
                : secret.host();
        return new ConnectionRecipe(
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
