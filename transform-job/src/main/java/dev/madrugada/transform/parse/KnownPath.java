package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.ColumnType.Kind;
import dev.madrugada.common.contract.ColumnType.Part;
import dev.madrugada.common.contract.FieldPath;
import dev.madrugada.common.contract.FieldPath.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One path of the contract, as seen from a node.
 *
 * @param rest the steps from the node to the value
 * @param column the index of the column; the number of columns for {@link Use#ROWS} and {@link Use#IGNORE}
 * @param type the value's type; null if it has none
 */
record KnownPath(
        List<Step> rest, int column, Use use, @Nullable ColumnType type) {
    /** Why the contract knows a value. */
    enum Use {
        /** A column reads it. */
        READ,
        /** It is a part of the value that a column reads. */
        PART,
        /** Its elements make the rows. */
        ROWS,
        /** The contract ignores it. */
        IGNORE
    }

    /** A path of the contract from the payload's root. */
    static KnownPath of(FieldPath path, int column, Use use, @Nullable ColumnType type) {
        boolean isOfWhole = path.startsWith(FieldPath.PAYLOAD);
        List<Step> steps = isOfWhole ? path.steps().subList(1, path.steps().size()) : path.steps();
        return new KnownPath(List.copyOf(steps), column, use, type);
    }

    KnownPath next() {
        return new KnownPath(rest.subList(1, rest.size()), column, use, type);
    }

    KnownPath part(ColumnType part) {
        return new KnownPath(List.of(), column, Use.PART, part);
    }

    boolean endsHere() {
        return rest.isEmpty();
    }

    boolean isNested() {
        return use == Use.PART || (type != null && type.isSemiStructured());
    }

    /** The next step; null if the path ends at the node. */
    @Nullable
    Step nextStep() {
        return rest.isEmpty() ? null : rest.get(0);
    }

    private boolean endsAt(Kind kind) {
        return endsHere() && type != null && type.kind() == kind;
    }

    /** Whether every field of the value is known: it is ignored, or read as json. */
    boolean knowsEveryField() {
        return (endsHere() && use == Use.IGNORE) || endsAt(Kind.JSON);
    }

    /** The fields of a struct. */
    List<Part> fieldParts() {
        return type != null && endsAt(Kind.STRUCT) ? type.parts() : List.of();
    }

    /** The path of a map's values. */
    Optional<KnownPath> anyFieldPart() {
        return type != null && endsAt(Kind.MAP)
                ? Optional.of(part(type.parts().get(1).type()))
                : Optional.empty();
    }

    /** The path of the elements of a value of an array type. */
    Optional<KnownPath> anyElementPart() {
        return type != null && endsAt(Kind.ARRAY)
                ? Optional.of(part(type.parts().get(0).type()))
                : Optional.empty();
    }
}
