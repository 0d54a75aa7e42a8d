package dev.madrugada.aws.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

class WarehouseSecretTest {
    private static final String LOGIN = "\"username\":\"loader\",\"password\":\"s3cret\"";

    @ParameterizedTest
    @ValueSource(strings = {"5440", "\"5440\""})
    void readsAPortAsNumberOrText(String port) {
        WarehouseSecret secret = read(
                "{" + LOGIN + ",\"engine\":\"redshift\",\"host\":\"c.example.com\",\"dbname\":\"dev\",\"port\":" + port
                        + ",\"dbClusterIdentifier\":\"c\"}",
                WarehouseArguments.of("w"));

        assertThat(secret).isEqualTo(new WarehouseSecret("c.example.com", 5440, "dev", "loader", "s3cret"));
    }

    @Test
    void takesTheAddressFromTheArguments() {
        WarehouseArguments given =
                new WarehouseArguments("w", Optional.of("wg.example.com"), Optional.empty(), Optional.of("prod"));

        assertThat(read("{" + LOGIN + "}", given))
                .isEqualTo(new WarehouseSecret("wg.example.com", 5439, "prod", "loader", "s3cret"));
    }

    @Test
    void prefersArgumentsToTheSecret() {
        WarehouseArguments given =
                new WarehouseArguments("w", Optional.of("b.example.com"), Optional.of(1), Optional.of("b"));

        assertThat(read("{" + LOGIN + ",\"host\":\"a.example.com\",\"port\":2,\"dbname\":\"a\"}", given))
                .isEqualTo(new WarehouseSecret("b.example.com", 1, "b", "loader", "s3cret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"username\":\"u\",\"password\":\"s3cret\",\"dbname\":\"d\"} | it has no 'host', and --warehouse-host is not given",
                "{\"username\":\"u\",\"password\":\"s3cret\",\"host\":\"h\"} | it has no 'dbname', and --warehouse-database is not given",
                "{\"username\":\"u\",\"host\":\"h\",\"dbname\":\"s3cret\"} | it has no 'password'",
                "{\"password\":\"s3cret\",\"host\":\"h\",\"dbname\":\"d\"} | it has no 'username'",
                "{\"username\":\"u\",\"password\":\"s3cret\",\"host\":\"h\",\"dbname\":\"d\",\"port\":\"s3cret\"} | its 'port' is invalid",
                "{\"username\":\"u\",\"password\":\"s3cret\",\"host\":\"h:1\",\"dbname\":\"d\"} | its 'host' is invalid",
                "{\"username\":\"u\",\"password\":\"s3cret | it is not a JSON object",
                "\"s3cret\" | it is not a JSON object",
            })
    void reportsProblemsWithoutTheSecretsContent(String text, String says) {
        assertThatThrownBy(() -> read(text, WarehouseArguments.of("w")))
                .hasMessageStartingWith("InputMissing: secret w: " + says)
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void rejectsABinarySecret() {
        assertThatThrownBy(() -> WarehouseSecret.read(
                        new Secrets(GetSecretValueResponse.builder().build()), WarehouseArguments.of("w")))
                .hasMessageStartingWith("InputMissing: secret w: it is not a JSON object");
    }

    private static WarehouseSecret read(String text, WarehouseArguments given) {
        return WarehouseSecret.read(
                new Secrets(GetSecretValueResponse.builder().secretString(text).build()), given);
    }

    private record Secrets(GetSecretValueResponse answer) implements SecretsManagerClient {
        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest asked) {
            return answer;
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
