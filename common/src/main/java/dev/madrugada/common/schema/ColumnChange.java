package dev.madrugada.common.schema;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.LakeFormat;
import org.jspecify.annotations.Nullable;

/**
 * A change of one column, and what it takes in each place.
 *
 * @param column the column's name
 * @param before the published type; null if the column is added, or if the type is unknown
 * @param after the contract's column; null if the contract has none of that name
 */
public record ColumnChange(
        Kind kind,
        String column,
        @Nullable ColumnType before,
        @Nullable Column after) {
    /** The kinds of changes; those of a type's parts are in the order of their gravity. */
    public enum Kind {
        ADDED,
        /** A varchar holds more bytes. */
        LONGER,
        /** A struct has more fields. */
        EXTENDED,
        /** A number has more digits. */
        WIDER,
        /** A value of the published type may not fit. */
        NARROWED,
        /** The type is another one. */
        RETYPED,
        REMOVED,
        /** The partition column has another name. */
        REPARTITIONED
    }

    /** What the change takes in a place. */
    public Effect in(Place place, LakeFormat format) {
        Effect lake = inLake(format);
        if (lake == Effect.REFUSED) {
            return lake;
        }
        return switch (place) {
            case LAKE -> lake;
            // The catalog knows texts without their length.
            case CATALOG -> kind == Kind.LONGER ? Effect.NOTHING : lake;
            case WAREHOUSE -> inWarehouse();
        };
    }

    private Effect inLake(LakeFormat format) {
        return switch (kind) {
            case ADDED -> Effect.IN_PLACE;
            // No format knows a text's length.
            case LONGER -> Effect.NOTHING;
            case EXTENDED -> extended(format);
            // Spark's vectorized reader cannot read INT32 as bigint, and Delta would need a table feature.
            case WIDER -> format == LakeFormat.ICEBERG ? Effect.IN_PLACE : Effect.REBUILD;
            case NARROWED, RETYPED, REMOVED, REPARTITIONED -> Effect.REFUSED;
        };
    }

    private Effect extended(LakeFormat format) {
        return switch (format) {
            // Athena compares the types of a table's structs with those of each partition.
            case PARQUET -> Effect.REBUILD;
            // A table's log takes new fields of a struct, but no other element of an array and no other value of a map.
            case DELTA ->
                before != null && after != null && TypeChange.extendsStructsOnly(before, after.type())
                        ? Effect.IN_PLACE
                        : Effect.REBUILD;
            case ICEBERG -> Effect.IN_PLACE;
        };
    }

    /** Redshift's ALTER changes only the length of a varchar; a SUPER column takes every nested value. */
    private Effect inWarehouse() {
        if (kind == Kind.ADDED) {
            return Effect.IN_PLACE;
        }
        if (after != null && after.type().isSemiStructured()) {
            return Effect.NOTHING;
        }
        return kind == Kind.LONGER ? Effect.IN_PLACE : Effect.BY_HAND;
    }

    /** The change as a fact, such as {@code column 'city' becomes varchar(64), was varchar(8)}. */
    public String described() {
        String name = "column '" + column + "'";
        if (kind == Kind.REPARTITIONED) {
            return "the partition column '" + column + "' gets another name";
        }
        if (after == null) {
            return name + " is removed";
        }
        return before == null
                ? name + " is added: " + after.type()
                : name + " becomes " + after.type() + ", was " + before;
    }
}
