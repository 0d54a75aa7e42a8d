/**
 * The quality job: evaluates a dataset's rules on the curated partitions of a night and publishes a verdict on each.
 */
@NullMarked
package dev.madrugada.quality;

import org.jspecify.annotations.NullMarked;
