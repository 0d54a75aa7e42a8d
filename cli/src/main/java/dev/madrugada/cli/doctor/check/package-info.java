/** What a check is, what it finds, and how checks run one after the other. Uses common's errors and the SDK's. */
@NullMarked
package dev.madrugada.cli.doctor.check;

import org.jspecify.annotations.NullMarked;
