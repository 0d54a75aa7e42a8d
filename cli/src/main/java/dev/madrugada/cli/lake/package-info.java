/** Commands that keep house in a lake: what it holds, what is deleted, which files are merged. */
@NullMarked
package dev.madrugada.cli.lake;

import org.jspecify.annotations.NullMarked;
