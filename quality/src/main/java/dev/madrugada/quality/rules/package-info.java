/**
 * Rules as they are written: the two rule files taken apart with their lines, the rule types that work, and what is
 * wrong with a rule. Knows neither Spark nor Deequ.
 */
@NullMarked
package dev.madrugada.quality.rules;

import org.jspecify.annotations.NullMarked;
