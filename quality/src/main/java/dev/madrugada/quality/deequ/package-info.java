/**
 * Evaluates rules through Deequ's DQDL. The only package of the project that imports Scala or Deequ.
 */
@NullMarked
package dev.madrugada.quality.deequ;

import org.jspecify.annotations.NullMarked;
