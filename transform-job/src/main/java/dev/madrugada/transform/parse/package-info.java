/**
 * Raw payloads into typed columns, strictly, with every reason for refusing one. Uses Jackson's streaming parser and,
 * in ParsedRecords alone, Spark; knows nothing of the lake.
 */
@NullMarked
package dev.madrugada.transform.parse;

import org.jspecify.annotations.NullMarked;
