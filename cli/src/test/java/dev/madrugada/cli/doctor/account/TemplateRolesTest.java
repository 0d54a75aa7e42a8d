package dev.madrugada.cli.doctor.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateRolesTest {
    private final List<RoleGrant> grants = TemplateRoles.ofThisRelease().grants();

    @Test
    void theRolesAreThoseOfTheStack() {
        assertThat(grants)
                .extracting(RoleGrant::role)
                .contains(
                        "ingest", "transform", "quality", "load", "copy", "plan", "gate", "failure", "report", "night");
    }

    @Test
    void namesOfADeploymentArePlaceholders() {
        assertThat(grants)
                .filteredOn(grant ->
                        grant.role().equals("ingest") && grant.actions().contains("kinesis:GetRecords"))
                .singleElement()
                .satisfies(grant -> assertThat(grant.resources()).containsExactly("${Stream}"));
        assertThat(grants)
                .filteredOn(grant -> grant.actions().contains("s3:PutObject"))
                .flatExtracting(RoleGrant::resources)
                .allMatch(resource -> resource.toString().startsWith("arn:aws:s3:::${Bucket}/${Lake}/"));
    }

    @Test
    void conditionsBecomeContext() {
        assertThat(grants)
                .filteredOn(grant -> grant.actions().contains("kms:GenerateDataKey"))
                .isNotEmpty()
                .allSatisfy(grant ->
                        assertThat(grant.context()).containsEntry("kms:ViaService", "s3.${Region}.amazonaws.com"));
    }
}
