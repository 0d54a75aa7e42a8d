/** Tasks of activities: the port to Step Functions, a task's input, and the answers. Uses common and Jackson. */
@NullMarked
package dev.madrugada.runner.task;

import org.jspecify.annotations.NullMarked;
