/**
 * The text of rules: splits the two rule files into rules with line numbers, defines the supported rule types, and
 * collects problems. It uses neither Spark nor Deequ.
 */
@NullMarked
package dev.madrugada.quality.rules;

import org.jspecify.annotations.NullMarked;
