/**
 * The Glue Data Catalog: where Athena finds a partition's files.
 */
@NullMarked
package dev.madrugada.aws.catalog;

import org.jspecify.annotations.NullMarked;
