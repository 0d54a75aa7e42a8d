/** The claims of the runner, and the port to the table that keeps them. Uses only the JDK. */
@NullMarked
package dev.madrugada.runner.claim;

import org.jspecify.annotations.NullMarked;
