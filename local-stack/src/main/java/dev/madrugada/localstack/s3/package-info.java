/**
 * S3 on the file system, by s3proxy on its own port. Nothing else imports s3proxy.
 */
@NullMarked
package dev.madrugada.localstack.s3;

import org.jspecify.annotations.NullMarked;
