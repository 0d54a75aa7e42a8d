/**
 * Checks a dataset's folder whole, without data: what scripts/madrugada check does. Uses the stages' own checks.
 */
@NullMarked
package dev.madrugada.cli.check;

import org.jspecify.annotations.NullMarked;
