package dev.madrugada.common.lake;

import java.util.Optional;

/**
 * Content that a run staged, as the lake has it now.
 *
 * @param manifest the partition's current generation if it has this content and all its files; otherwise the generation
 *     that a publication would create
 * @param staged the staged partition; empty if it is gone because its content was published
 */
public record PublicationCandidate(Manifest manifest, Optional<StagedPartition> staged) {}
