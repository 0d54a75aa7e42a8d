package dev.madrugada.cli.doctor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    @Test
    void namesAndIdsAreReplaced() {
        Evidence evidence = new Evidence();
        evidence.conceal("secret-horse");
        evidence.conceal("acme-lake");
        evidence.observe(
                "iam:SimulatePrincipalPolicy",
                "PolicySourceArn",
                "404 NoSuchEntity",
                "arn:aws:iam::123456789012:role/acme of 210987654321, acme-lake, secret-horse, jane@example.com,"
                        + " wh.abc.eu-west-1.redshift.amazonaws.com, subnet-0abc12, 10.1.2.3, s3://acme-lake/x,"
                        + " AKIAABCDEFGH1234");

        String json = new String(evidence.bundle(EvidenceBundle.CUSTOM).json(), StandardCharsets.UTF_8);

        assertThat(json)
                .contains("iam:SimulatePrincipalPolicy", "404 NoSuchEntity", "<arn>", "<account>", "<name>", "<mail>")
                .doesNotContain(
                        "123456789012",
                        "210987654321",
                        "acme",
                        "secret-horse",
                        "jane",
                        "abc",
                        "10.1.2.3",
                        "AKIAABCDEFGH1234");
    }

    @Test
    void aBundleIsReadAsItWasWritten() {
        Evidence evidence = new Evidence();
        evidence.observe("s3-replace-of-another-version", "PutObject, If-Match", "refused", "PreconditionFailed");
        evidence.observe("s3-replace-of-another-version", "PutObject, If-Match", "refused", "PreconditionFailed");

        EvidenceBundle bundle = evidence.bundle(EvidenceBundle.CUSTOM);

        assertThat(bundle.observations()).hasSize(1);
        assertThat(EvidenceBundle.read(bundle.json(), "file")).isEqualTo(bundle);
    }

    @Test
    void onlyBehavioursThatBothObservedAreCompared() {
        Evidence account = new Evidence();
        account.observe("glue-run-that-fails", "StartJobRun", "FAILED", "one wording");
        account.observe("glue-run-that-is-stopped", "StartJobRun", "STOPPED", "");
        account.observe("warehouse-query-group", "SET", "no", "");
        Evidence local = new Evidence();
        local.observe("glue-run-that-fails", "StartJobRun", "FAILED", "another wording");
        local.observe("warehouse-query-group", "SET", "yes", "");

        assertThat(account.bundle(EvidenceBundle.CUSTOM).differences(local.bundle(EvidenceBundle.CUSTOM)))
                .containsExactly("warehouse-query-group (SET): [no] here, [yes] there");
        assertThat(account.bundle(EvidenceBundle.CUSTOM).unmatched(local.bundle(EvidenceBundle.CUSTOM)))
                .containsExactly("glue-run-that-is-stopped (StartJobRun)");
    }

    @Test
    void anAnswerThatTheOtherGotInAnyStateIsNoDifference() {
        Evidence account = new Evidence();
        account.observe("s3:GetBucketPolicy", "Bucket", "404 NoSuchBucketPolicy", "");
        Evidence sound = new Evidence();
        sound.observe("s3:GetBucketPolicy", "Bucket", "200", "");
        Evidence broken = new Evidence();
        broken.observe("s3:GetBucketPolicy", "Bucket", "404 NoSuchBucketPolicy", "");
        EvidenceBundle one = account.bundle(EvidenceBundle.AWS);

        assertThat(one.differences(sound.bundle(EvidenceBundle.CUSTOM)))
                .containsExactly("s3:GetBucketPolicy (Bucket): [404 NoSuchBucketPolicy] here, [200] there");
        EvidenceBundle both = EvidenceBundle.merged(
                List.of(sound.bundle(EvidenceBundle.CUSTOM), broken.bundle(EvidenceBundle.CUSTOM)));
        assertThat(one.differences(both)).isEmpty();
        assertThat(both.endpoints()).isEqualTo(EvidenceBundle.CUSTOM);
    }

    @Test
    void aBundleOfAnotherVersionIsRefused() {
        byte[] later = "{\"version\":2,\"endpoints\":\"aws\",\"observations\":[]}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> EvidenceBundle.read(later, "later.json"))
                .hasMessage(
                        "InvalidArguments: later.json: its version is 2; this release reads version 1; write it with"
                                + " this release's doctor --evidence");
    }
}
