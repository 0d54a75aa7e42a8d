package dev.madrugada.common.schema;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.ColumnType.Part;
import dev.madrugada.common.schema.ColumnChange.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The difference of two types of a column. Of a nested type's differences the gravest one counts. */
final class TypeChange {
    private TypeChange() {}

    /** Empty if the types are equal. */
    static Optional<Kind> between(ColumnType before, ColumnType after) {
        if (before.equals(after)) {
            return Optional.empty();
        }
        if (before.kind() != after.kind()) {
            return Optional.of(ofKinds(before.kind(), after.kind()));
        }
        return switch (before.kind()) {
            case VARCHAR -> Optional.of(after.length() > before.length() ? Kind.LONGER : Kind.NARROWED);
            case DECIMAL -> Optional.of(ofDecimals(before, after));
            case STRUCT -> ofStructs(before.parts(), after.parts());
            case ARRAY, MAP -> gravest(paired(before.parts(), after.parts()));
            default -> Optional.of(Kind.RETYPED);
        };
    }

    /** Whether an extended type has its new fields in structs that are in no array and no map. */
    static boolean extendsStructsOnly(ColumnType before, ColumnType after) {
        if (before.kind() != ColumnType.Kind.STRUCT || after.kind() != ColumnType.Kind.STRUCT) {
            return between(before, after).orElse(Kind.LONGER) == Kind.LONGER;
        }
        return IntStream.range(0, before.parts().size())
                .allMatch(i -> extendsStructsOnly(
                        before.parts().get(i).type(), after.parts().get(i).type()));
    }

    private static Kind ofKinds(ColumnType.Kind before, ColumnType.Kind after) {
        if (before == ColumnType.Kind.INTEGER && after == ColumnType.Kind.BIGINT) {
            return Kind.WIDER;
        }
        return before == ColumnType.Kind.BIGINT && after == ColumnType.Kind.INTEGER ? Kind.NARROWED : Kind.RETYPED;
    }

    /** Only the precision may grow: another scale is another representation of every value. */
    private static Kind ofDecimals(ColumnType before, ColumnType after) {
        if (before.scale() != after.scale()) {
            return Kind.RETYPED;
        }
        return after.precision() > before.precision() ? Kind.WIDER : Kind.NARROWED;
    }

    /** Fields are found by name. New ones may only follow the others, as readers that go by position need. */
    private static Optional<Kind> ofStructs(List<Part> before, List<Part> after) {
        List<String> names = names(before);
        if (after.size() < before.size()
                || !names(after).subList(0, names.size()).equals(names)) {
            return Optional.of(Kind.RETYPED);
        }
        Stream<Kind> added = after.size() > before.size() ? Stream.of(Kind.EXTENDED) : Stream.empty();
        return gravest(Stream.concat(added, paired(before, after)));
    }

    private static Stream<Kind> paired(List<Part> before, List<Part> after) {
        return IntStream.range(0, before.size())
                .mapToObj(i -> between(before.get(i).type(), after.get(i).type()))
                .flatMap(Optional::stream);
    }

    private static Optional<Kind> gravest(Stream<Kind> kinds) {
        return kinds.max(Comparator.naturalOrder());
    }

    private static List<String> names(List<Part> fields) {
        return fields.stream().map(Part::name).toList();
    }
}
