/**
 * The load stage: published and proved partitions into the warehouse, each in one transaction. Uses common, aws and
 * warehouse; moves no row through Spark and starts no session.
 */
@NullMarked
package dev.madrugada.load;

import org.jspecify.annotations.NullMarked;
