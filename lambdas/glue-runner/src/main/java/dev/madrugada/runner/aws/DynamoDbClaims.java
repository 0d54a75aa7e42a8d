package dev.madrugada.runner.aws;

import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.claim.Claims;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Claims in a DynamoDB table, whose key is {@code claim} and whose TTL attribute is {@code expires}. The SDK may repeat
 * a write whose answer was lost; the repeated write then finds its own effect and returns false, which callers expect.
 *
 * @param pageSize the most claims of a page
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">condition
 *     expressions</a>
 */
public record DynamoDbClaims(DynamoDbClient dynamoDb, String table, int pageSize) implements Claims {
    private static final String CLAIM = "claim";
    /** Longer than any execution: the state machine's limit is 7 days. */
    private static final Duration TTL = Duration.ofDays(14);
    /** The names of attributes in expressions have a sign, because some are reserved words of DynamoDB. */
    private static final Pattern NAME = Pattern.compile("#([a-z]+)");

    @Override
    public boolean create(Claim claim) {
        return isDone(() -> dynamoDb.putItem(put -> put.tableName(table)
                .item(item(claim))
                .conditionExpression("attribute_not_exists(#claim)")
                .expressionAttributeNames(names("#claim"))));
    }

    @Override
    public Optional<Claim> find(String id) {
        Map<String, AttributeValue> item = call().run(() -> dynamoDb.getItem(
                        get -> get.tableName(table).key(key(id)).consistentRead(true))
                .item());
        return item == null || item.isEmpty() ? Optional.empty() : Optional.of(claim(item));
    }

    @Override
    public Page page(Optional<String> after) {
        ScanResponse scanned = call().run(() -> dynamoDb.scan(scan -> {
            scan.tableName(table).limit(pageSize).consistentRead(true);
            after.ifPresent(id -> scan.exclusiveStartKey(key(id)));
        }));
        Optional<String> next =
                Optional.ofNullable(scanned.lastEvaluatedKey().get(CLAIM)).map(AttributeValue::s);
        return new Page(scanned.items().stream().map(DynamoDbClaims::claim).toList(), next);
    }

    @Override
    public boolean lease(Claim seen, String owner, Instant until) {
        return isUpdated(
                seen.id(),
                "SET #owner = :owner, #leased = :until",
                "#owner = :seen AND #leased = :leased AND attribute_not_exists(#run)",
                Map.of(
                        ":owner", text(owner),
                        ":until", text(until.toString()),
                        ":seen", text(seen.owner()),
                        ":leased", text(seen.leasedUntil().toString())));
    }

    @Override
    public boolean started(Claim leased, String run) {
        return isUpdated(
                leased.id(),
                "SET #run = :run",
                "#owner = :owner AND attribute_not_exists(#run)",
                Map.of(":run", text(run), ":owner", text(leased.owner())));
    }

    @Override
    public boolean follow(Claim seen, String run) {
        return isUpdated(
                seen.id(),
                "SET #run = :run",
                "#run = :seen",
                Map.of(":run", text(run), ":seen", text(seen.run().orElse(""))));
    }

    @Override
    public void delete(Claim claim) {
        var unused = isDone(() -> dynamoDb.deleteItem(delete -> delete.tableName(table)
                .key(key(claim.id()))
                .conditionExpression("#token = :token")
                .expressionAttributeNames(names("#token"))
                .expressionAttributeValues(Map.of(":token", text(claim.token())))));
    }

    private boolean isUpdated(String id, String update, String condition, Map<String, AttributeValue> values) {
        return isDone(() -> dynamoDb.updateItem(request -> request.tableName(table)
                .key(key(id))
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeNames(names(update + condition))
                .expressionAttributeValues(values)));
    }

    private static Map<String, String> names(String expressions) {
        Map<String, String> names = new TreeMap<>();
        NAME.matcher(expressions).results().forEach(name -> names.put(name.group(), name.group(1)));
        return names;
    }

    private boolean isDone(Runnable write) {
        return call().run(() -> {
            try {
                write.run();
                return true;
            } catch (ConditionalCheckFailedException other) {
                return false;
            }
        });
    }

    private static Map<String, AttributeValue> item(Claim claim) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(claim.id()));
        item.put("token", text(claim.token()));
        item.put("input", text(claim.input()));
        item.put("owner", text(claim.owner()));
        item.put("leased", text(claim.leasedUntil().toString()));
        claim.run().ifPresent(run -> item.put("run", text(run)));
        item.put("taken", text(claim.takenAt().toString()));
        item.put(
                "expires",
                AttributeValue.fromN(Long.toString(claim.takenAt().plus(TTL).getEpochSecond())));
        return item;
    }

    private static Claim claim(Map<String, AttributeValue> item) {
        return new Claim(
                s(item, CLAIM),
                s(item, "token"),
                s(item, "input"),
                s(item, "owner"),
                Instant.parse(s(item, "leased")),
                Optional.ofNullable(item.get("run")).map(AttributeValue::s),
                Instant.parse(s(item, "taken")));
    }

    private static String s(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse("");
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of(CLAIM, text(id));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private AwsCall call() {
        return new AwsCall(
                "table " + table,
                "DynamoDB",
                new AwsCall.Codes(ErrorCode.SourceUnavailable, ErrorCode.InputMissing),
                new AwsCall.Fixes(
                        "allow the role dynamodb:PutItem, GetItem, UpdateItem, DeleteItem and Scan on the table",
                        "create the table with the key claim, a text, or correct CLAIMS_TABLE in the function's"
                                + " environment",
                        "check that the table's key is claim, a text"));
    }
}
