/**
 * The adapters to AWS: where clients are made, and the stores behind the ports of common. May use common and the AWS SDK.
 */
@NullMarked
package dev.madrugada.aws;

import org.jspecify.annotations.NullMarked;
