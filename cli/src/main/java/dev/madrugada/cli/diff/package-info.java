/**
 * Shows what a changed contract changes in lake, catalog and warehouse, for scripts/madrugada diff. Uses the rules of
 * common.schema and the statements of warehouse.
 */
@NullMarked
package dev.madrugada.cli.diff;

import org.jspecify.annotations.NullMarked;
