/** The lake on S3: conditional puts, listings and presigned URLs. */
@NullMarked
package dev.madrugada.aws.s3;

import org.jspecify.annotations.NullMarked;
