/**
 * The kinds of work that a task can ask for: a Glue job, a crawler, a trigger, a mail; and the ports to the services
 * that do it. Uses runner.claim, runner.task and common; no SDK.
 */
@NullMarked
package dev.madrugada.runner.step;

import org.jspecify.annotations.NullMarked;
