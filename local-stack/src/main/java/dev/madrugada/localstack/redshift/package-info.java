/**
 * Redshift on an embedded PostgreSQL: the front on the wire, the translation of COPY, the server's life.
 * Uses the objects of the local S3 as files.
 */
@NullMarked
package dev.madrugada.localstack.redshift;

import org.jspecify.annotations.NullMarked;
