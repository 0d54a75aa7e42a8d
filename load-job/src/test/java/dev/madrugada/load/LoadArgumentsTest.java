package dev.madrugada.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.secrets.WarehouseArguments;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadArgumentsTest {
    @Test
    void readsItsOwnBesideTheStages() {
        LoadArguments arguments = Night.arguments();

        assertThat(arguments.stage().runId()).isEqualTo("run-7");
        assertThat(arguments.warehouse()).isEqualTo(WarehouseArguments.of("madrugada/warehouse"));
        assertThat(arguments.copyRole().arn()).isEqualTo("arn:aws:iam::123456789012:role/copy");
    }

    @Test
    void takesTheAddressThatASecretOfRedshiftsDoesNotHold() {
        LoadArguments arguments = parsed(
                "--warehouse-host",
                "wg.123.eu-west-1.redshift-serverless.amazonaws.com",
                "--warehouse-port",
                "5440",
                "--warehouse-database",
                "dev");

        assertThat(arguments.warehouse())
                .isEqualTo(new WarehouseArguments(
                        "madrugada/warehouse",
                        Optional.of("wg.123.eu-west-1.redshift-serverless.amazonaws.com"),
                        Optional.of(5440),
                        Optional.of("dev")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:redshift://c:5439/dev", "c.example.com:5439", "c.example.com/dev", "a b"})
    void refusesAHostThatIsMoreThanAHost(String host) {
        assertThatThrownBy(() -> parsed("--warehouse-host", host))
                .hasMessageContaining("--warehouse-host '" + host + "': must be a host's name or address");
    }

    @Test
    void namesAllProblemsAtOnce() {
        String[] args = {"--date", "yesterday", "--copy-role", "copy", "--warehouse-secrets", "w"};

        assertThatThrownBy(() -> LoadArguments.parse(args))
                .hasMessageStartingWith("InvalidArguments")
                .hasMessageContaining("--date 'yesterday'")
                .hasMessageContaining("--copy-role 'copy': must be a role's ARN")
                .hasMessageContaining("--warehouse-secret is missing")
                .hasMessageContaining("did you mean --warehouse-secret?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws-cn:iam::123456789012:role/a/b-c", "arn:aws:iam::000000000000:role/copy@x"})
    void takesRolesOfEveryPartitionAndPath(String arn) {
        assertThat(new CopyRole(arn).arn()).isEqualTo(arn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "arn:aws:iam::1:role/x", "arn:aws:iam::123456789012:role/x' MANIFEST", "default"})
    void refusesWhatIsNoRole(String arn) {
        assertThatThrownBy(() -> new CopyRole(arn)).hasMessageContaining("must be a role's ARN");
    }

    private static LoadArguments parsed(String... more) {
        return Night.arguments("run-7", "madrugada/warehouse", more);
    }
}
