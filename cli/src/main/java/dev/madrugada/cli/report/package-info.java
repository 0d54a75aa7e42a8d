/** Makes links to existing reports. */
@NullMarked
package dev.madrugada.cli.report;

import org.jspecify.annotations.NullMarked;
