/** The commands about published datasets: publish, promote, rollback, list. */
@NullMarked
package dev.madrugada.cli.dataset;

import org.jspecify.annotations.NullMarked;
