package dev.madrugada.warehouse.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.redshift.RedshiftProperty;
import com.amazon.redshift.jdbc.SslMode;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.warehouse.SessionSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionPropertiesTest {
    private static final SessionSettings SETTINGS = SessionSettings.of("load", "run-7", Duration.ofMinutes(10));

    @Test
    void setsApplicationNameAndTimeouts() {
        ConnectionProperties properties = properties("cluster.example.com");

        assertThat(properties.url()).isEqualTo("jdbc:redshift://cluster.example.com:5439/prod");
        assertThat(properties.properties())
                .containsEntry("ApplicationName", "madrugada-load/run-7")
                .containsEntry("connectTimeout", "30")
                .containsEntry("loginTimeout", "30")
                .containsEntry("socketTimeout", "660")
                .containsEntry("tcpKeepAlive", "true");
    }

    /** Checks the SSL mode that the driver derives from the properties. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cluster.abc123.eu-west-1.redshift.amazonaws.com",
                "workgroup.123456789012.eu-west-1.redshift-serverless.amazonaws.com",
                "warehouse.example.com",
                "10.0.0.7",
                "128.0.0.1",
                "127.0.0.1.example.com",
                "localhost.example.com",
                "mylocalhost",
                "2001:db8::1",
                "[2001:db8::1]",
                "::11"
            })
    void verifiesCertificateAndHostNameOutsideLoopback(String host) throws SQLException {
        ConnectionProperties properties = properties(host);

        SslMode mode = SslMode.of(properties.properties());
        assertThat(mode).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(mode.verifyPeerName()).isTrue();
        assertThat(SslMode.wasModeChosenByDriver(properties.properties())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost", "127.0.0.1", "127.1.2.3", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void disablesTlsOnLoopback(String host) {
        assertThat(properties(host).properties()).containsEntry("ssl", "false").doesNotContainKey("sslmode");
    }

    @Test
    void putsIpv6AddressesIntoBrackets() {
        assertThat(properties("::1").url()).isEqualTo("jdbc:redshift://[::1]:5439/prod");
    }

    @Test
    void neverShowsTheLogin() {
        ConnectionProperties properties = properties("cluster.example.com");

        assertThat(properties.url()).doesNotContain("s3cret", "loader");
        assertThat(properties.toString()).doesNotContain("s3cret");
    }

    /** The driver ignores unknown properties and the case of names, so a misspelt name would have no effect. */
    @Test
    void usesOnlyPropertiesOfTheDriver() {
        List<String> known = Arrays.stream(RedshiftProperty.values())
                .map(property -> property.getName().toLowerCase(Locale.ROOT))
                .toList();

        assertThat(properties("cluster.example.com").properties().stringPropertyNames())
                .allSatisfy(name -> assertThat(known).contains(name.toLowerCase(Locale.ROOT)));
    }

    private static ConnectionProperties properties(String host) {
        return ConnectionProperties.of(new WarehouseSecret(host, 5439, "prod", "loader", "s3cret"), SETTINGS);
    }
}
