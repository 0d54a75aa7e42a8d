/** S3 on the file system: s3proxy on a port of its own. No other package imports s3proxy. */
@NullMarked
package dev.madrugada.localstack.s3;

import org.jspecify.annotations.NullMarked;
