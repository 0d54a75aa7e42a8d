package dev.madrugada.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.localstack.LocalStackEndpoints;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
    private static final LocalStackEndpoints STACK = new LocalStackEndpoints(
            1,
            URI.create("http://127.0.0.1:1"),
            URI.create("http://127.0.0.1:2"),
            new LocalStackEndpoints.Redshift("127.0.0.1", 3, "dev", "user", "password", "jdbc:redshift:"),
            "secret",
            "us-east-1",
            "key",
            "secret-key");

    @Test
    void aChildGetsNoAwsSettingsOfTheUser() {
        Map<String, String> environment = new ChildEnvironment(
                        Map.of("AWS_PROFILE", "prod", "AWS_SESSION_TOKEN", "t", "MADRUGADA_X", "1", "PATH", "/bin"),
                        Path.of("/work"))
                .with(STACK);

        assertThat(environment)
                .doesNotContainKeys("AWS_PROFILE", "AWS_SESSION_TOKEN", "MADRUGADA_X")
                .containsEntry("PATH", "/bin")
                .containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
                .containsEntry("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:2")
                .containsEntry("AWS_EC2_METADATA_DISABLED", "true");
    }

    @Test
    void aChildUsesNoProxy() {
        Map<String, String> environment = new ChildEnvironment(
                        Map.of(
                                "HTTP_PROXY", "http://proxy",
                                "https_proxy", "http://proxy",
                                "All_Proxy", "http://proxy",
                                "no_proxy", "example.com"),
                        Path.of("/work"))
                .withoutStack();

        assertThat(environment.keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("proxy"));
    }
}
