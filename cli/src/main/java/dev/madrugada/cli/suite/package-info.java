/**
 * {@code madrugada test}: runs the author's own tests of a dataset, the files {@code tests/*.yaml} of its folder, with
 * transform's own steps.
 */
@NullMarked
package dev.madrugada.cli.suite;

import org.jspecify.annotations.NullMarked;
