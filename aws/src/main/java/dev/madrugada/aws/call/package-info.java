/**
 * Runs one call to AWS and classifies its failure. The adapters' packages use it. Uses common and the AWS SDK's core.
 */
@NullMarked
package dev.madrugada.aws.call;

import org.jspecify.annotations.NullMarked;
