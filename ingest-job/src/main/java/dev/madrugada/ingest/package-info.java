/**
 * The ingest stage: a day of the source into raw, byte for byte. May use common, aws and the sources; knows no other
 * job.
 */
@NullMarked
package dev.madrugada.ingest;

import org.jspecify.annotations.NullMarked;
