package dev.madrugada.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadArgumentsTest {
    @Test
    void readsItsOwnBesideTheStages() {
        LoadArguments arguments = Night.arguments();

        assertThat(arguments.stage().runId()).isEqualTo("run-7");
        assertThat(arguments.warehouseSecret()).isEqualTo("madrugada/warehouse");
        assertThat(arguments.copyRole().arn()).isEqualTo("arn:aws:iam::123456789012:role/copy");
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
}
