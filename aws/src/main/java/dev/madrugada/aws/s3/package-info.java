/**
 * The lake on S3: conditional puts, listings, presigned URLs.
 */
@NullMarked
package dev.madrugada.aws.s3;

import org.jspecify.annotations.NullMarked;
