/**
 * How a failed task is understood: the error code in AWS's texts, the states of a Glue job run, and the failure record
 * that belongs to an execution. Uses common.error, common.run and Jackson.
 */
@NullMarked
package dev.madrugada.common.failure;

import org.jspecify.annotations.NullMarked;
