/**
 * {@code madrugada init}: drafts a dataset's folder from sample records. It reads the records' shape, proposes columns,
 * key and event time, and writes the files with what it saw as comments.
 */
@NullMarked
package dev.madrugada.cli.init;

import org.jspecify.annotations.NullMarked;
