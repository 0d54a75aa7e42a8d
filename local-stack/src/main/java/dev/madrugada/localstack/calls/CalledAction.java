package dev.madrugada.localstack.calls;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.Encoding;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import dev.madrugada.localstack.kinesis.Kinesis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The IAM action of a request and the resources for which IAM must allow it. Most actions have the name of the API's
 * operation. A resource that the request does not name is {@code *}.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
 *     the actions and resources of each service</a>
 */
record CalledAction(String action, List<String> resources) {
    private static final String ACCOUNT = "us-east-1:000000000000:";
    private static final String MAILS = "/v2/email/outbound-emails";
    private static final String IDENTITIES = "/v2/email/identities/";

    /** The IAM prefix by the target prefix of the JSON protocol. */
    private static final Map<String, String> SERVICES = Map.of(
            "Kinesis_20131202", "kinesis",
            "AWSGlue", "glue",
            "secretsmanager", "secretsmanager",
            "AWSStepFunctions", "states");

    CalledAction {
        resources = List.copyOf(resources);
    }

    static CalledAction of(AwsRequest request) throws IOException, ServiceException {
        String[] target = request.header("x-amz-target").split("\\.", 2);
        if (target.length == 2) {
            String service = SERVICES.getOrDefault(target[0], target[0]);
            Encoding encoding = Encoding.of(request);
            Input input = new Input(encoding.read(request.body().readAllBytes()), encoding);
            return new CalledAction(service + ":" + target[1], resources(service, input));
        }
        if (request.path().equals(MAILS)) {
            String from = Encoding.JSON
                    .read(request.body().readAllBytes())
                    .path("FromEmailAddress")
                    .asText();
            return new CalledAction("ses:SendEmail", List.of(identity(from)));
        }
        if (request.path().startsWith(IDENTITIES)) {
            return new CalledAction(
                    "ses:GetEmailIdentity", List.of(identity(request.path().substring(IDENTITIES.length()))));
        }
        if (request.header("content-type").startsWith("application/x-www-form-urlencoded")) {
            Map<String, String> form = request.form();
            return new CalledAction(
                    "sns:" + form.getOrDefault("Action", ""), List.of(form.getOrDefault("TopicArn", "*")));
        }
        return new CalledAction("unknown:" + request.method(), List.of(request.path()));
    }

    private static List<String> resources(String service, Input input) {
        return switch (service) {
            case "kinesis" ->
                List.of(Kinesis.streamNamedBy(input)
                        .map(stream -> "arn:aws:kinesis:" + ACCOUNT + "stream/" + stream)
                        .orElse("*"));
            case "secretsmanager" ->
                List.of(input.text("SecretId").map(CalledAction::secret).orElse("*"));
            case "states" -> List.of(input.text("activityArn").orElse("*"));
            case "glue" -> glue(input);
            default -> List.of("*");
        };
    }

    private static String secret(String id) {
        return id.startsWith("arn:") ? id : "arn:aws:secretsmanager:" + ACCOUNT + "secret:" + id + "-local0";
    }

    /** A job; or the catalog, with the database and the table that the request names. */
    private static List<String> glue(Input input) {
        Optional<String> job = input.text("JobName");
        if (job.isPresent()) {
            return List.of("arn:aws:glue:" + ACCOUNT + "job/" + job.get());
        }
        List<String> resources = new ArrayList<>(List.of("arn:aws:glue:" + ACCOUNT + "catalog"));
        Optional<String> database = input.text("DatabaseName")
                .or(() -> input.structure("DatabaseInput").flatMap(given -> given.text("Name")));
        Optional<String> table =
                input.text("TableName").or(() -> input.structure("TableInput").flatMap(given -> given.text("Name")));
        if (database.isPresent()) {
            table = table.or(() -> input.text("Name"));
        } else {
            database = input.text("Name");
        }
        String named = database.orElse("*");
        resources.add("arn:aws:glue:" + ACCOUNT + "database/" + named);
        Stream.ofNullable(table.orElse(null))
                .map(name -> "arn:aws:glue:" + ACCOUNT + "table/" + named + "/" + name)
                .forEach(resources::add);
        return resources;
    }

    private static String identity(String address) {
        return "arn:aws:ses:" + ACCOUNT + "identity/" + address;
    }
}
