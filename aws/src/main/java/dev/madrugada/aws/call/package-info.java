/**
 * One call to AWS and what its failure means. The adapters' packages use it; it uses common and the AWS SDK's core.
 */
@NullMarked
package dev.madrugada.aws.call;

import org.jspecify.annotations.NullMarked;
