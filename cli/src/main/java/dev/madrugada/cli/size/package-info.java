/** Sizes streams and jobs for a volume of records, and prices a night. Uses the JDK, picocli and common. */
@NullMarked
package dev.madrugada.cli.size;

import org.jspecify.annotations.NullMarked;
