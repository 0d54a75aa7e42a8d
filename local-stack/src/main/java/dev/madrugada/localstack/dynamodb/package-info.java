/** AWS's DynamoDBLocal in a process of its own. Uses localstack.http and localstack.process. */
@NullMarked
package dev.madrugada.localstack.dynamodb;

import org.jspecify.annotations.NullMarked;
