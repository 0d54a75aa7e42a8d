/**
 * Shows a dataset's quarantine: reasons, records, and the result of validating the records by another contract. Reads
 * only what published manifests list, and never writes to the lake.
 */
@NullMarked
package dev.madrugada.cli.quarantine;

import org.jspecify.annotations.NullMarked;
