/**
 * Looks into a dataset's quarantine: reasons, records, and what another contract would make of them. Reads through
 * published manifests and never writes to the lake.
 */
@NullMarked
package dev.madrugada.cli.quarantine;

import org.jspecify.annotations.NullMarked;
