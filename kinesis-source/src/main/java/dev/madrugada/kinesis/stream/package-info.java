/** The port to the stream and its AWS adapter. No other package uses the AWS SDK. Does not use Spark. */
@NullMarked
package dev.madrugada.kinesis.stream;

import org.jspecify.annotations.NullMarked;
