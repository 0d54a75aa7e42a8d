/**
 * What the user asked for, read whole and checked whole before anything is called.
 * Makes values of {@code stream} and {@code split}; knows no Spark.
 */
@NullMarked
package dev.madrugada.kinesis.options;

import org.jspecify.annotations.NullMarked;
