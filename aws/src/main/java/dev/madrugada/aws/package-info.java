/** The adapters to AWS: the SDK clients, and the implementations of common's ports. Uses common and the AWS SDK. */
@NullMarked
package dev.madrugada.aws;

import org.jspecify.annotations.NullMarked;
