/** The adapters to Step Functions, Glue, DynamoDB and SES; only they know the SDK. */
@NullMarked
package dev.madrugada.runner.aws;

import org.jspecify.annotations.NullMarked;
