/** Starts AWS's DynamoDBLocal on loopback. Uses DynamoDBLocal and the HTTP server that it brings. */
@NullMarked
package dev.madrugada.dynamodb;

import org.jspecify.annotations.NullMarked;
