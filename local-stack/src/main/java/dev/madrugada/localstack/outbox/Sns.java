package dev.madrugada.localstack.outbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** SNS: the action Publish, in the query protocol. A message to any topic becomes a file in the outbox. */
public final class Sns implements Service {
    private final Outbox outbox;

    public Sns(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.header("content-type").startsWith("application/x-www-form-urlencoded");
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException {
        Map<String, String> form = request.form();
        String action = form.getOrDefault("Action", "");
        if (!action.equals("Publish")) {
            return error("InvalidAction", "the local stack has no query action " + action);
        }
        String arn = form.getOrDefault("TopicArn", form.getOrDefault("TargetArn", ""));
        String message = form.getOrDefault("Message", "");
        if (!arn.startsWith("arn:aws:sns:") || message.isEmpty()) {
            return error("InvalidParameter", "Publish needs a TopicArn and a Message");
        }
        String topic = arn.substring(arn.lastIndexOf(':') + 1).replaceAll("[^A-Za-z0-9_.-]", "_");
        ObjectNode published = JsonNodeFactory.instance.objectNode();
        published.put("topic", arn);
        published.put("subject", form.getOrDefault("Subject", ""));
        published.put("message", message);
        published.set("attributes", attributes(form));
        String id = outbox.put("sns-" + topic, published);
        return xml(
                200,
                "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>"
                        + id + "</MessageId></PublishResult><ResponseMetadata><RequestId>" + id
                        + "</RequestId></ResponseMetadata></PublishResponse>");
    }

    private static ObjectNode attributes(Map<String, String> form) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        String entry = "MessageAttributes.entry.";
        for (int i = 1; form.containsKey(entry + i + ".Name"); i++) {
            attributes.put(form.get(entry + i + ".Name"), form.getOrDefault(entry + i + ".Value.StringValue", ""));
        }
        return attributes;
    }

    private static AwsResponse error(String code, String message) {
        return xml(
                400,
                "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>"
                        + code
                        + "</Code><Message>" + message.replace("&", "&amp;").replace("<", "&lt;")
                        + "</Message></Error></ErrorResponse>");
    }

    private static AwsResponse xml(int status, String body) {
        return new AwsResponse(status, "text/xml", body.getBytes(StandardCharsets.UTF_8));
    }
}
