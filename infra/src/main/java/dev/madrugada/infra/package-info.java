/**
 * The CDK app: one stack for each environment, made of constructs that each own one thing. Only the synthesis runs this
 * code; nothing of it runs on AWS. Uses common's errors and the CDK.
 */
@NullMarked
package dev.madrugada.infra;

import org.jspecify.annotations.NullMarked;
