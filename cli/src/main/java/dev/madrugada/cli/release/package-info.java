/** The release of content that has failed its rules. */
@NullMarked
package dev.madrugada.cli.release;

import org.jspecify.annotations.NullMarked;
