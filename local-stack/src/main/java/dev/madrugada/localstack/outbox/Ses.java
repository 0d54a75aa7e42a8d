package dev.madrugada.localstack.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * SES v2: SendEmail with simple content, and GetEmailIdentity. A mail becomes a file in the outbox, with one more file
 * per attachment. All identities count as verified, except those in the domain {@code invalid}, which do not exist.
 */
public final class Ses implements Service {
    private static final String PATH = "/v2/email/outbound-emails";
    private static final String IDENTITIES = "/v2/email/identities/";
    private static final String UNVERIFIED_DOMAIN = "invalid";
    /** @see <a href="https://docs.aws.amazon.com/ses/latest/dg/quotas.html">SES's quotas</a> */
    private static final int MAX_RECIPIENTS = 50;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outbox outbox;

    public Ses(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return switch (request.method()) {
            case "POST" -> request.path().equals(PATH);
            case "GET" -> request.path().startsWith(IDENTITIES);
            default -> false;
        };
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        if (request.path().startsWith(IDENTITIES)) {
            return identity(request.path().substring(IDENTITIES.length()));
        }
        JsonNode email = JSON.readTree(request.body());
        JsonNode simple = email.path("Content").path("Simple");
        if (!simple.isObject()) {
            throw new ServiceException("BadRequestException", "the local stack sends simple content only");
        }
        JsonNode destination = email.path("Destination");
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("from", email.path("FromEmailAddress").asText());
        if (isUnverified(email.path("FromEmailAddress").asText())) {
            throw new ServiceException("MessageRejected", "Email address is not verified.");
        }
        ArrayNode to = message.putArray("to");
        for (String field : List.of("ToAddresses", "CcAddresses", "BccAddresses")) {
            destination.path(field).forEach(to::add);
        }
        if (to.isEmpty()) {
            throw new ServiceException("BadRequestException", "the message has no recipient");
        }
        if (to.size() > MAX_RECIPIENTS) {
            throw new ServiceException("BadRequestException", "Recipient count exceeds " + MAX_RECIPIENTS + ".");
        }
        message.put("subject", simple.path("Subject").path("Data").asText());
        message.put("html", simple.path("Body").path("Html").path("Data").asText());
        message.put("text", simple.path("Body").path("Text").path("Data").asText());
        String id = outbox.put("mail", message, attachments(simple.path("Attachments")));
        return AwsResponse.json(200, "{\"MessageId\":\"" + id + "\"}");
    }

    private static List<OutboxFile> attachments(JsonNode given) throws IOException, ServiceException {
        List<OutboxFile> files = new ArrayList<>();
        for (JsonNode attachment : given) {
            String name = attachment.path("FileName").asText();
            if (name.isEmpty() || !attachment.hasNonNull("RawContent")) {
                throw new ServiceException("BadRequestException", "an attachment needs FileName and RawContent");
            }
            files.add(new OutboxFile(
                    name,
                    attachment.path("ContentType").asText(),
                    new BinaryNode(attachment.path("RawContent").binaryValue())));
        }
        return files;
    }

    private static AwsResponse identity(String identity) throws ServiceException {
        if (isUnverified(identity)) {
            throw new ServiceException("NotFoundException", "Email identity " + identity + " does not exist.");
        }
        String type = identity.contains("@") ? "EMAIL_ADDRESS" : "DOMAIN";
        return AwsResponse.json(
                200,
                "{\"IdentityType\":\"" + type
                        + "\",\"VerifiedForSendingStatus\":true,\"FeedbackForwardingStatus\":true}");
    }

    private static boolean isUnverified(String identity) {
        return identity.replaceAll(">.*", "").endsWith("." + UNVERIFIED_DOMAIN)
                || identity.endsWith("@" + UNVERIFIED_DOMAIN);
    }
}
