/**
 * The Glue Data Catalog: databases, tables and partitions as files. Uses the http package.
 */
@NullMarked
package dev.madrugada.localstack.catalog;

import org.jspecify.annotations.NullMarked;
