/**
 * Writes and reads the project's JSON files with one mapper: kebab-case fields, ISO-8601 times. Uses Jackson only.
 */
@NullMarked
package dev.madrugada.common.json;

import org.jspecify.annotations.NullMarked;
