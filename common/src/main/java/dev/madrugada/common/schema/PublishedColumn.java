package dev.madrugada.common.schema;

import dev.madrugada.common.contract.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A column of published files.
 *
 * @param type the type in the contract by which the files were written; null if an earlier release wrote them, whose
 *     manifests have no types
 */
public record PublishedColumn(String name, @Nullable ColumnType type) {}
