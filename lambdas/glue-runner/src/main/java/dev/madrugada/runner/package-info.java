/**
 * The Lambda function of the glue-runner: reads its settings, runs the ticks and writes the metrics. Uses the packages
 * below it, common and aws.
 */
@NullMarked
package dev.madrugada.runner;

import org.jspecify.annotations.NullMarked;
