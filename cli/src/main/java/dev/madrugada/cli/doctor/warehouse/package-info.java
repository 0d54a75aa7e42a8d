/** Checks that log in to the warehouse: the secret, a canary through COPY and back, behaviours. Uses warehouse and Spark. */
@NullMarked
package dev.madrugada.cli.doctor.warehouse;

import org.jspecify.annotations.NullMarked;
