package dev.madrugada.common.contract;

import dev.madrugada.common.contract.ColumnType.Kind;
import dev.madrugada.common.contract.ValueRules.TimeForm;
import dev.madrugada.common.text.Spelling;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a column's keys {@code formats} and {@code zone}: the forms of its timestamps or dates. */
final class TimeFormKeys {
    private static final Map<String, TimeForm.Kind> WORDS = words();

    private final YamlMapping one;
    private final ColumnType type;
    private final ZoneId dayZone;

    TimeFormKeys(YamlMapping one, ColumnType type, ZoneId dayZone) {
        this.one = one;
        this.type = type;
        this.dayZone = dayZone;
    }

    List<TimeForm> read() {
        Optional<YamlNode> formats = one.find("formats");
        Optional<YamlNode> zoneNode = one.find("zone");
        ZoneId zone = zoneNode.map(YamlNode::text)
                .map(text -> text.parsed(DaySections::zone, dayZone))
                .orElse(dayZone);
        if (type.kind() != Kind.TIMESTAMP && type.kind() != Kind.DATE) {
            if (!type.equals(ColumnKeys.UNREAD)) {
                String why = "it is about times, and the column is " + ColumnKeys.withArticle(type);
                formats.ifPresent(node -> node.refused(why, "make the column a timestamp or a date, or remove it"));
                zoneNode.ifPresent(node -> node.refused(why, "remove it"));
            }
            return List.of(TimeForm.ISO);
        }
        List<TimeForm> forms = formats.map(node -> forms(node, zone))
                .orElseGet(() -> List.of(new TimeForm(TimeForm.Kind.ISO, "", zone.getId())));
        boolean isUsed =
                type.kind() == Kind.DATE || forms.stream().anyMatch(form -> form.kind() == TimeForm.Kind.PATTERN);
        if (!isUsed && !forms.isEmpty()) {
            zoneNode.ifPresent(node -> node.refused(
                    "ISO times have an offset and epochs need none", "add a pattern to formats, or remove it"));
        }
        return forms;
    }

    private List<TimeForm> forms(YamlNode node, ZoneId zone) {
        List<YamlNode> items = node.items();
        if (items.isEmpty() && node.isList()) {
            node.refused("it needs at least one item", "add an item");
        }
        List<TimeForm> forms = new ArrayList<>();
        for (YamlNode item : items) {
            YamlText text = item.text();
            form(text, zone).ifPresent(form -> {
                if (forms.contains(form)) {
                    text.problem("the list contains it already", "name it once");
                }
                forms.add(form);
            });
        }
        return forms;
    }

    private Optional<TimeForm> form(YamlText text, ZoneId zone) {
        if (!text.isThere()) {
            return Optional.empty();
        }
        TimeForm.Kind word = WORDS.get(text.value());
        if (word != null) {
            return Optional.of(new TimeForm(word, "", zone.getId()));
        }
        return text.parsedOr(
                        pattern -> {
                            TimePattern.check(pattern);
                            return pattern;
                        },
                        Spelling.meant(text.value(), WORDS.keySet())
                                .orElse("write one of " + String.join(", ", WORDS.keySet())
                                        + ", or a pattern of DateTimeFormatter such as \"dd/MM/yyyy HH:mm\""))
                .map(pattern -> new TimeForm(TimeForm.Kind.PATTERN, pattern, zone.getId()));
    }

    private static Map<String, TimeForm.Kind> words() {
        Map<String, TimeForm.Kind> words = new LinkedHashMap<>();
        for (TimeForm.Kind kind : TimeForm.Kind.values()) {
            if (kind != TimeForm.Kind.PATTERN) {
                words.put(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), kind);
            }
        }
        return words;
    }
}
