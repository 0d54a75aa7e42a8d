package dev.madrugada.runner.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.task.TaskInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends a mail. SES has no client token and no way to find a mail, so a mail whose outcome is unknown is sent again
 * after the lease: its readers may get it twice, and never not at all.
 */
public final class MailStep implements Step {
    /** SES's limit of a mail. */
    private static final int MOST_RECIPIENTS = 50;

    private final Mails mails;

    public MailStep(Mails mails) {
        this.mails = mails;
    }

    @Override
    public void check(TaskInput input) {
        message(input);
    }

    @Override
    public Optional<String> find(Claim claim, TaskInput input) {
        return Optional.empty();
    }

    @Override
    public Start start(Claim claim, TaskInput input) {
        return mails.send(message(input));
    }

    private static Mails.Message message(TaskInput input) {
        JsonNode mail = input.work();
        List<String> to = new ArrayList<>();
        mail.path("To").forEach(address -> to.add(address.asText("")));
        boolean hasTexts = List.of("From", "Subject", "Text").stream()
                .allMatch(name -> !mail.path(name).asText("").isBlank());
        if (!hasTexts || mail.size() != 4 || to.isEmpty() || to.size() > MOST_RECIPIENTS || to.contains("")) {
            throw TaskInput.problem(
                            "mail has another form than {\"From\", \"To\": [1 to 50 addresses], \"Subject\", \"Text\"}")
                    .exception();
        }
        return new Mails.Message(
                mail.path("From").asText(),
                to,
                mail.path("Subject").asText(),
                mail.path("Text").asText());
    }

    @Override
    public Progress progress(Claim claim, TaskInput input, String run) {
        return Progress.succeeded(
                JsonNodeFactory.instance.objectNode().put("MessageId", run).toString());
    }

    /** A mail that is sent stays sent. */
    @Override
    public void stop(Claim claim, TaskInput input, String run) {}
}
