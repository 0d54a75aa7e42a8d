/** Checks all files of a dataset's folder, without data, for scripts/madrugada check. Uses the stages' own checks. */
@NullMarked
package dev.madrugada.cli.check;

import org.jspecify.annotations.NullMarked;
