/**
 * Reads the hours of a prefix with files: lists them, reads them in tasks of whole files, and names what is broken or
 * was refused before it got there. May use Spark, Hadoop's file systems and the object store.
 */
@NullMarked
package dev.madrugada.ingest.files;

import org.jspecify.annotations.NullMarked;
