package dev.madrugada.localstack.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.localstack.http.AwsRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalledActionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Kinesis_20131202.ListShards | {'StreamName':'flights'} | kinesis:ListShards | kinesis stream/flights",
                "Kinesis_20131202.ListShards | {'StreamARN':'arn:aws:kinesis:eu-west-1:1:stream/flights'} | kinesis:ListShards | kinesis stream/flights",
                "AWSGlue.GetDatabase | {'Name':'d'} | glue:GetDatabase | glue catalog database/d",
                "AWSGlue.CreateDatabase | {'DatabaseInput':{'Name':'d'}} | glue:CreateDatabase | glue catalog database/d",
                "AWSGlue.GetTable | {'DatabaseName':'d','Name':'t'} | glue:GetTable | glue catalog database/d table/d/t",
                "AWSGlue.UpdateTable | {'DatabaseName':'d','TableInput':{'Name':'t'}} | glue:UpdateTable | glue catalog database/d table/d/t",
                "AWSGlue.GetPartition | {'DatabaseName':'d','TableName':'t'} | glue:GetPartition | glue catalog database/d table/d/t",
                "AWSGlue.StartJobRun | {'JobName':'j'} | glue:StartJobRun | glue job/j",
                "AWSGlue.GetJobRun | {'JobName':'j','RunId':'r'} | glue:GetJobRun | glue job/j",
                "secretsmanager.GetSecretValue | {'SecretId':'madrugada/warehouse'} | secretsmanager:GetSecretValue | secretsmanager secret:madrugada/warehouse-local0",
            })
    void aJsonRequestNamesItsActionAndItsResources(String target, String body, String action, String resources)
            throws Exception {
        String[] words = resources.split(" ", -1);
        CalledAction called = CalledAction.of(request(
                "POST", "/", Map.of("x-amz-target", target, "content-type", "application/x-amz-json-1.1"), body));
        assertThat(called.action()).isEqualTo(action);
        assertThat(called.resources())
                .hasSize(words.length - 1)
                .allSatisfy(each -> assertThat(each).startsWith("arn:aws:" + words[0] + ":us-east-1:000000000000:"));
        assertThat(String.join(" ", called.resources()).replaceAll("arn:aws:\\w+:us-east-1:000000000000:", ""))
                .isEqualTo(resources.substring(words[0].length() + 1));
    }

    @Test
    void mailsAreOfTheSendersIdentity() throws Exception {
        assertThat(CalledAction.of(
                        request("POST", "/v2/email/outbound-emails", Map.of(), "{'FromEmailAddress':'a@example.com'}")))
                .isEqualTo(new CalledAction(
                        "ses:SendEmail",
                        java.util.List.of("arn:aws:ses:us-east-1:000000000000:identity/a@example.com")));
        assertThat(CalledAction.of(request("GET", "/v2/email/identities/a@example.com", Map.of(), ""))
                        .action())
                .isEqualTo("ses:GetEmailIdentity");
    }

    @Test
    void aRequestWithoutAKnownFormIsRecordedAsUnknown() throws Exception {
        assertThat(CalledAction.of(request("DELETE", "/v2/email/else", Map.of(), "")))
                .isEqualTo(new CalledAction("unknown:DELETE", java.util.List.of("/v2/email/else")));
    }

    private static AwsRequest request(String method, String path, Map<String, String> headers, String body) {
        return new AwsRequest(
                method,
                path,
                Map.of(),
                headers,
                new ByteArrayInputStream(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }
}
