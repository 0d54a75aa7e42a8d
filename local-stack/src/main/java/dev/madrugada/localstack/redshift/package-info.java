/**
 * Redshift on an embedded PostgreSQL: the protocol proxy, the translation of SQL and COPY, and the database server.
 * Reads the objects of the local S3 as files.
 */
@NullMarked
package dev.madrugada.localstack.redshift;

import org.jspecify.annotations.NullMarked;
