package dev.madrugada.runner;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table of claims as a deployment creates it. */
public final class ClaimsTable {
    public static final String NAME = "madrugada-claims";
    private static final String KEY = "claim";

    private ClaimsTable() {}

    @SuppressWarnings("CheckReturnValue")
    public static void create(DynamoDbClient dynamoDb) {
        dynamoDb.createTable(table -> table.tableName(NAME)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName(KEY)
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(KEY)
                        .attributeType(ScalarAttributeType.S)
                        .build()));
        dynamoDb.waiter().waitUntilTableExists(get -> get.tableName(NAME));
    }
}
