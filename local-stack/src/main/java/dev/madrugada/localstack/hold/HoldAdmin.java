package dev.madrugada.localstack.hold;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Admin paths of {@link Holds}. {@code POST /_local/holds?put=REGEX&commit=true} sets the rule. {@code GET
 * /_local/holds} lists the held requests. {@code POST /_local/holds/release} serves them and {@code POST
 * /_local/holds/drop} drops them; both clear the rule.
 */
public final class HoldAdmin implements Service {
    private static final String PATH = "/_local/holds";

    private final Holds holds;
    private final ObjectMapper json = new ObjectMapper();

    public HoldAdmin(Holds holds) {
        this.holds = holds;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals(PATH) || request.path().startsWith(PATH + "/");
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws ServiceException {
        switch (request.method() + " " + request.path().substring(PATH.length())) {
            case "GET " -> {}
            case "POST " -> holds.arm(rule(request));
            case "POST /drop" -> holds.complete(Holds.Outcome.DROPPED);
            case "POST /release" -> holds.complete(Holds.Outcome.SERVED);
            default -> throw ServiceException.validation("no such admin path: " + request.path());
        }
        return held();
    }

    private static Holds.Rule rule(AwsRequest request) throws ServiceException {
        List<Holds.Kind> kinds = new ArrayList<>();
        Optional<Pattern> puts = Optional.empty();
        String put = request.query().getOrDefault("put", "");
        if (!put.isEmpty()) {
            try {
                puts = Optional.of(Pattern.compile(put));
            } catch (PatternSyntaxException e) {
                throw ServiceException.validation("put is not a regular expression: " + put);
            }
            kinds.add(Holds.Kind.PUT);
        }
        if (request.query().getOrDefault("commit", "").equals("true")) {
            kinds.add(Holds.Kind.COMMIT);
        }
        if (kinds.isEmpty()) {
            throw ServiceException.validation("nothing to hold: give put=REGEX or commit=true");
        }
        return new Holds.Rule(puts, kinds);
    }

    private AwsResponse held() {
        ObjectNode answer = json.createObjectNode();
        ArrayNode list = answer.putArray("held");
        for (Holds.Held held : holds.held()) {
            list.addObject()
                    .put("kind", held.kind().name().toLowerCase(java.util.Locale.ROOT))
                    .put("name", held.name());
        }
        return AwsResponse.json(200, answer.toString());
    }
}
