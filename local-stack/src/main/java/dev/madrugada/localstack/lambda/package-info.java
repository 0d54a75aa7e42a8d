/**
 * Runs a Lambda handler in a process of its own. Uses the JDK and aws-lambda-java-core only, because the class path
 * holds the Lambda's own JAR with its own versions of libraries.
 */
@NullMarked
package dev.madrugada.localstack.lambda;

import org.jspecify.annotations.NullMarked;
