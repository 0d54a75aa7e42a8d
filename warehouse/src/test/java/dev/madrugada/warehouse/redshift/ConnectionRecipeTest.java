package dev.madrugada.warehouse.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.redshift.RedshiftProperty;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.warehouse.SessionSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionRecipeTest {
    private static final SessionSettings SETTINGS = SessionSettings.of("load", "run-7", Duration.ofMinutes(10));

    @Test
    void encryptsNamesTheRunAndOutwaitsTheServersOwnLimit() {
        ConnectionRecipe recipe = recipe("cluster.example.com");

        assertThat(recipe.url()).isEqualTo("jdbc:redshift://cluster.example.com:5439/prod");
        assertThat(recipe.properties())
                .containsEntry("ssl", "true")
                .containsEntry("ApplicationName", "madrugada-load/run-7")
                .containsEntry("queryGroup", "madrugada-load/run-7")
                .containsEntry("connectTimeout", "30")
                .containsEntry("loginTimeout", "30")
                .containsEntry("socketTimeout", "660")
                .containsEntry("tcpKeepAlive", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
    void asksForNoEncryptionAndNoQueryGroupOnLoopback(String host) {
        assertThat(recipe(host).properties()).containsEntry("ssl", "false").doesNotContainKey("queryGroup");
    }

    @Test
    void bracketsAnAddressOfVersionSix() {
        assertThat(recipe("::1").url()).isEqualTo("jdbc:redshift://[::1]:5439/prod");
    }

    @Test
    void neverShowsTheLogin() {
        ConnectionRecipe recipe = recipe("cluster.example.com");

        assertThat(recipe.url()).doesNotContain("s3cret", "loader");
        assertThat(recipe.toString()).doesNotContain("s3cret");
    }

    /** The driver passes over names it does not know (it ignores case): a misspelt one would go unnoticed. */
    @Test
    void namesOnlyWhatTheDriverKnows() {
        List<String> known = Arrays.stream(RedshiftProperty.values())
                .map(property -> property.getName().toLowerCase(Locale.ROOT))
                .toList();

        assertThat(recipe("cluster.example.com").properties().stringPropertyNames())
                .allSatisfy(name -> assertThat(known).contains(name.toLowerCase(Locale.ROOT)));
    }

    private static ConnectionRecipe recipe(String host) {
        return ConnectionRecipe.of(new WarehouseSecret(host, 5439, "prod", "loader", "s3cret"), SETTINGS);
    }
}
