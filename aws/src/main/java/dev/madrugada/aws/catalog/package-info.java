/** The Glue Data Catalog, in which Athena looks up the files of a partition. */
@NullMarked
package dev.madrugada.aws.catalog;

import org.jspecify.annotations.NullMarked;
