package dev.madrugada.night.tests.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolePoliciesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATEMENT = """
            {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": [
              {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":s3:::", {"Ref": "Bucket"}, "/lake/raw/*"]]},
              {"Fn::GetAtt": ["Key", "Arn"]}]}""";
    private static final String LISTING = """
            {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": {"Ref": "Bucket"},
             "Condition": {"%s": {"s3:prefix": ["lake", "lake/*"]}}}""";
    private static final Map<String, String> VALUES = Map.of("AWS::Partition", "aws", "Bucket", "b", "Key.Arn", "key");

    @ParameterizedTest
    @CsvSource({
        "reader, s3:GetObject, arn:aws:s3:::b/lake/raw/a/b.json, true",
        "reader, S3:getobject, arn:aws:s3:::b/lake/raw/a/b.json, true",
        "reader, s3:PutObject, key, true",
        "reader, s3:GetObject, arn:aws:s3:::b/lake/raw/, true",
        "reader, s3:GetObject, arn:aws:s3:::b/lake/raw, false",
        "reader, s3:GetObject, arn:aws:s3:::b/lake/Raw/a, false",
        "reader, s3:GetObject, arn:aws:s3:::bb/lake/raw/a, false",
        "reader, s3:GetObject, arn:aws:s3:::b/other/arn:aws:s3:::b/lake/raw/a, false",
        "reader, s3:GetObjectVersion, arn:aws:s3:::b/lake/raw/a, false",
        "reader, s3:DeleteObject, arn:aws:s3:::b/lake/raw/a, false",
        "writer, s3:GetObject, arn:aws:s3:::b/lake/raw/a, false",
    })
    void aCallIsAllowedByItsOwnRolesActionAndResource(String role, String action, String resource, boolean isAllowed)
            throws Exception {
        Call call = new Call(role, action, resource, Map.of());
        assertThat(policies(STATEMENT).refused(List.of(call))).hasSize(isAllowed ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "StringLike, lake/a, true",
        "StringLike, lake, true",
        "StringLike, lakes, false",
        "StringLike, '', false",
        "StringLike, , false",
        "StringLikeIfExists, , true",
        "StringLikeIfExists, other/, false",
        "StringEquals, lake/*, true",
        "StringEquals, lake/a, false",
        "ForAllValues:StringEquals, , true",
        "ForAllValues:StringEquals, other, false",
    })
    void aConditionDecidesByTheValueOfItsKey(String operator, String prefix, boolean isAllowed) throws Exception {
        Call call = new Call("reader", "s3:ListBucket", "b", prefix == null ? Map.of() : Map.of("s3:prefix", prefix));
        assertThat(policies(LISTING.formatted(operator)).refused(List.of(call))).hasSize(isAllowed ? 0 : 1);
    }

    @Test
    void aPermissionIsOneActionOnOnePattern() throws Exception {
        RolePolicies policies = policies(STATEMENT);
        assertThat(policies.unused(List.of(new Call("reader", "s3:GetObject", "arn:aws:s3:::b/lake/raw/a", Map.of()))))
                .extracting(Permission::toString)
                .containsExactly(
                        "reader s3:GetObject key",
                        "reader s3:PutObject arn:aws:s3:::b/lake/raw/*",
                        "reader s3:PutObject key");
    }

    @Test
    void aValueThatIsNotGivenMatchesNoResource() throws Exception {
        RolePolicies policies = RolePolicies.of(template(STATEMENT), Map.of());
        assertThat(policies.permissions().get(0).resource())
                .isEqualTo("arn:${AWS::Partition}:s3:::${Bucket}/lake/raw/*");
        assertThat(policies.refused(List.of(new Call("reader", "s3:GetObject", "key", Map.of()))))
                .hasSize(1);
    }

    @Test
    void aLineOfTheFileOfCallsIsRead() {
        assertThat(Call.parse("gate\ts3:ListBucket\tarn:aws:s3:::b c\ts3:prefix=a=b/"))
                .isEqualTo(new Call("gate", "s3:ListBucket", "arn:aws:s3:::b c", Map.of("s3:prefix", "a=b/")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Effect':'Deny','Action':'a','Resource':'*'} | an effect other than Allow",
                "{'Effect':'Allow','NotAction':'a','Resource':'*'} | NotAction",
                "{'Effect':'Allow','Action':'a','Resource':{'Fn::Sub':'x'}} | Fn::Sub",
            })
    void whatIsNotEvaluatedIsAnError(String statement, String message) {
        assertThatThrownBy(() -> policies(statement.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no evaluation of")
                .hasMessageContaining(message);
    }

    @Test
    void anUnknownOperatorIsAnError() throws Exception {
        RolePolicies policies = policies(LISTING.formatted("NumericEquals"));
        Call call = new Call("reader", "s3:ListBucket", "b", Map.of("s3:prefix", "lake"));
        assertThatThrownBy(() -> policies.refused(List.of(call))).hasMessageContaining("NumericEquals");
    }

    private static RolePolicies policies(String statement) throws Exception {
        return RolePolicies.of(template(statement), VALUES);
    }

    private static JsonNode template(String statement) throws Exception {
        return JSON.readTree("""
                {"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {"Description": "Madrugada: reader",
                 "Policies": [{"PolicyDocument": {"Statement": [%s]}}]}}, "B": {"Type": "AWS::S3::Bucket"}}}
                """.formatted(statement));
    }
}
