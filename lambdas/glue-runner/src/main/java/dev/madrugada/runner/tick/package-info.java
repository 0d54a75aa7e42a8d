/**
 * The two ticks: start takes tasks and starts runs, check follows the runs and answers. Uses runner.claim, runner.task,
 * runner.step and common; no SDK.
 */
@NullMarked
package dev.madrugada.runner.tick;

import org.jspecify.annotations.NullMarked;
