package dev.madrugada.aws.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A kind of secret, all of which are JSON objects: the code and the texts of its errors.
 *
 * @param unavailable the code if Secrets Manager is unavailable
 * @param because why its fields are needed
 * @param form how to write it
 * @param reference where its name is given
 */
record SecretKind(ErrorCode unavailable, String because, String form, String reference) {
    /** The call that reads the secret. */
    AwsCall call(String name) {
        return new AwsCall(
                "secret " + name,
                "Secrets Manager",
                new AwsCall.Codes(unavailable, ErrorCode.InputMissing),
                new AwsCall.Fixes(
                        "allow the role secretsmanager:GetSecretValue on the secret and kms:Decrypt on its key",
                        "correct " + reference + ", or create the secret in this account and region",
                        "check that the secret is not scheduled for deletion and has a current version"));
    }

    /** Parses the text of a secret. Drops the parser's exception, because its message quotes the text. */
    JsonNode fields(String name, @Nullable String text) {
        JsonNode json = null;
        try {
            json = text == null ? null : new ObjectMapper().readTree(text);
        } catch (IOException notJson) {
            json = null;
        }
        if (json == null || !json.isObject()) {
            throw fault(name, "it is not a JSON object", form);
        }
        return json;
    }

    RuntimeException fault(String name, String what, String fix) {
        return Fault.of(ErrorCode.InputMissing)
                .at("secret " + name)
                .what(what)
                .because(because)
                .fix(fix)
                .exception();
    }
}
