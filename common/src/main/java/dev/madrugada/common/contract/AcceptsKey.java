package dev.madrugada.common.contract;

import dev.madrugada.common.contract.ColumnType.Kind;
import dev.madrugada.common.contract.ValueRules.JsonKind;
import dev.madrugada.common.contract.ValueRules.TimeForm;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a column's key {@code accepts}: the kinds of JSON values that are read besides the type's own. */
final class AcceptsKey {
    private final ColumnType type;
    private final boolean hasEpoch;
    private final boolean hasTextForm;
    private final boolean hasWords;

    AcceptsKey(ColumnType type, List<TimeForm> times, boolean hasWords) {
        this.type = type;
        this.hasEpoch = times.stream().anyMatch(TimeForm::isEpoch);
        this.hasTextForm = times.stream().anyMatch(form -> !form.isEpoch());
        this.hasWords = hasWords;
    }

    /** All kinds of JSON values that the column reads. */
    Set<JsonKind> kindsRead(Set<JsonKind> accepts) {
        Set<JsonKind> kinds = EnumSet.copyOf(own());
        kinds.addAll(accepts);
        boolean isTime = type.kind() == Kind.TIMESTAMP || type.kind() == Kind.DATE;
        if ((isTime && hasTextForm) || (type.kind() == Kind.BOOLEAN && hasWords)) {
            kinds.add(JsonKind.TEXT);
        }
        return kinds;
    }

    Set<JsonKind> read(Optional<YamlNode> node) {
        Set<JsonKind> accepts = EnumSet.noneOf(JsonKind.class);
        if (node.isEmpty()) {
            return accepts;
        }
        Set<JsonKind> own = own();
        boolean adds = type.equals(ColumnKeys.UNREAD);
        for (YamlNode item : node.get().items()) {
            Optional<JsonKind> kind = item.choice(JsonKind.class);
            if (kind.isEmpty()) {
                adds = true;
            } else if (!type.equals(ColumnKeys.UNREAD) && !own.contains(kind.get())) {
                adds = true;
                check(item, kind.get());
            }
            kind.filter(one -> !own.contains(one)).ifPresent(accepts::add);
        }
        if (!adds && node.get().isList()) {
            node.get()
                    .refused(
                            ColumnKeys.withArticle(type) + " column reads " + plural(own) + " without it",
                            "remove it, or add the kind of the other values");
        }
        return accepts;
    }

    /** The kinds that the column reads anyway. Texts with an epoch are none of them. */
    private Set<JsonKind> own() {
        return switch (type.kind()) {
            case INTEGER, BIGINT, DECIMAL, DOUBLE -> EnumSet.of(JsonKind.NUMBER);
            case BOOLEAN -> EnumSet.of(JsonKind.BOOLEAN);
            case TIMESTAMP, DATE -> EnumSet.of(hasEpoch ? JsonKind.NUMBER : JsonKind.TEXT);
            default -> EnumSet.of(JsonKind.TEXT);
        };
    }

    private void check(YamlNode item, JsonKind kind) {
        boolean isTime = type.kind() == Kind.TIMESTAMP || type.kind() == Kind.DATE;
        if (isTime && kind == JsonKind.NUMBER) {
            item.refused(
                    "a number is a time only as an epoch",
                    "add epoch-s, epoch-ms, epoch-us or epoch-ns to formats, or remove it");
        } else if (type.kind() == Kind.BOOLEAN && kind == JsonKind.NUMBER && !hasWords) {
            item.refused(
                    "no number is true or false by itself",
                    "add 'true-values: [\"1\"]' and 'false-values: [\"0\"]', or remove it");
        } else if (kind == JsonKind.BOOLEAN && type.kind() != Kind.VARCHAR) {
            item.refused("a boolean cannot become " + ColumnKeys.withArticle(type), "remove it");
        }
    }

    private static String plural(Set<JsonKind> kinds) {
        return kinds.iterator().next().name().toLowerCase(Locale.ROOT) + "s";
    }
}
