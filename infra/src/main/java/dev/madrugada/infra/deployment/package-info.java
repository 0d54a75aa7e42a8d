/**
 * What a deployment consists of: records that are read from a deployment file, with defaults. Uses common's errors and
 * Jackson; knows nothing of the CDK.
 */
@NullMarked
package dev.madrugada.infra.deployment;

import org.jspecify.annotations.NullMarked;
