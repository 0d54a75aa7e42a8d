/**
 * Starts a real Lambda handler as a process of its own. Uses the JDK and aws-lambda-java-core only, because the
 * Lambda's own JAR comes first on the classpath.
 */
@NullMarked
package dev.madrugada.localstack.lambda;

import org.jspecify.annotations.NullMarked;
