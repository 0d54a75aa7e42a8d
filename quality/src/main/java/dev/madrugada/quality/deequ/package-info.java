/**
 * Evaluates rules with DQDL's parser and Deequ's runner. Of this module, only this package may use Scala, DQDL or Deequ.
 */
@NullMarked
package dev.madrugada.quality.deequ;

import org.jspecify.annotations.NullMarked;
