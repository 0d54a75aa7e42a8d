package dev.madrugada.localstack.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.util.List;

/** SES v2's SendEmail with simple content, from and to anybody: a file in the outbox. */
public final class Mail implements Service {
    private static final String PATH = "/v2/email/outbound-emails";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outbox outbox;

    public Mail(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals(PATH) && request.method().equals("POST");
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        JsonNode email = JSON.readTree(request.body());
        JsonNode simple = email.path("Content").path("Simple");
        if (!simple.isObject()) {
            throw new ServiceException("BadRequestException", "the local stack sends simple content only");
        }
        JsonNode destination = email.path("Destination");
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("from", email.path("FromEmailAddress").asText());
        ArrayNode to = message.putArray("to");
        for (String field : List.of("ToAddresses", "CcAddresses", "BccAddresses")) {
            destination.path(field).forEach(to::add);
        }
        if (to.isEmpty()) {
            throw new ServiceException("BadRequestException", "the message has no recipient");
        }
        message.put("subject", simple.path("Subject").path("Data").asText());
        message.put("html", simple.path("Body").path("Html").path("Data").asText());
        message.put("text", simple.path("Body").path("Text").path("Data").asText());
        String id = outbox.put("mail", message);
        return AwsResponse.json(200, "{\"MessageId\":\"" + id + "\"}");
    }
}
