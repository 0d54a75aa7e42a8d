package dev.madrugada.localstack.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyCommandTest {
    private static CopyCommand parse(String sql) throws SqlFailure {
        List<SqlToken> statement = SqlToken.statements(sql).get(0);
        assertThat(CopyCommand.isCopyFromS3(statement)).isTrue();
        return CopyCommand.parse(statement);
    }

    @Test
    void parsesTableColumnsAndManifest() throws SqlFailure {
        CopyCommand command = parse("/* load */ copy \"My Schema\".stage (a, \"B c\") -- positional\n"
                + " from 's3://madrugada/m.json' iam_role default format as parquet statupdate off manifest;");
        assertThat(command)
                .isEqualTo(new CopyCommand(
                        "\"My Schema\".stage",
                        List.of("a", "\"B c\""),
                        URI.create("s3://madrugada/m.json"),
                        "",
                        CopyCommand.Nested.REFUSED));
    }

    @Test
    void mapsTheRoleNameToRedshiftsError() throws SqlFailure {
        String role = "arn:aws:iam::123456789012:role/no-access";
        CopyCommand command = parse("COPY t FROM 's3://b/m' IAM_ROLE '" + role + "' FORMAT PARQUET MANIFEST");

        assertThat(command.role()).isEqualTo(role);
        assertThat(RoleFaults.of(role).orElseThrow())
                .hasMessage("Spectrum Scan Error")
                .extracting(SqlFailure::detail)
                .asString()
                .contains("code:      15007", "context:   Error: HTTP response error code: 403 Message: AccessDenied");
        assertThat(RoleFaults.of("arn:aws:iam::123456789012:role/copy")).isEmpty();
    }

    @Test
    void parsesCredentialsAndTheShortFormat() throws SqlFailure {
        assertThat(parse("COPY t FROM 's3://b/m' CREDENTIALS AS 'aws_iam_role=x' PARQUET MANIFEST")
                        .columns())
                .isEmpty();
    }

    @Test
    void parsesSerializeToJson() throws SqlFailure {
        assertThat(parse("COPY t FROM 's3://b/m' IAM_ROLE 'r' FORMAT PARQUET serializetojson MANIFEST")
                        .nested())
                .isEqualTo(CopyCommand.Nested.SERIALIZED);
    }

    @Test
    void rejectsInvalidOptions() {
        assertThatThrownBy(() -> parse("COPY t FROM 's3://b/m' FORMAT PARQUET MANIFEST"))
                .hasMessageContaining("IAM_ROLE");
        assertThatThrownBy(() -> parse("COPY t FROM 's3://b/m' IAM_ROLE 'r' FORMAT PARQUET MANIFEST REGION 'x'"))
                .hasMessageContaining("REGION argument is not supported");
        assertThatThrownBy(() -> parse("COPY t FROM 's3://b/m' IAM_ROLE")).hasMessageContaining("end of input");
    }

    @Test
    void ignoresOtherStatements() {
        for (String sql : List.of(
                "SELECT 'COPY t FROM ''s3://b/m'''",
                "COPY t FROM PROGRAM 'echo 1' CSV",
                "-- COPY t FROM 's3://b/m'\nSELECT 1",
                "")) {
            assertThat(SqlToken.statements(sql)).noneMatch(CopyCommand::isCopyFromS3);
        }
    }
}
