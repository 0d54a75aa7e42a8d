/**
 * Parses raw payloads into typed columns, without implicit conversions, and collects the reasons for refusing a record.
 * Uses Jackson's streaming parser and Spark rows; it does not use the lake.
 */
@NullMarked
package dev.madrugada.transform.parse;

import org.jspecify.annotations.NullMarked;
