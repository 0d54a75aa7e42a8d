package dev.madrugada.ingest.files;

import dev.madrugada.common.contract.FileLocation;
import dev.madrugada.common.contract.HourPrefixes;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.files.ListedFile.Content;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of hours, each listed once in a run. A location whose path has the time is listed hour by hour. One without
 * is listed in one pass for two days of hours; of files that arrived at other times, nothing is kept. Not thread-safe.
 */
final class FileListing {
    /** What a run between nights asks for: a day and the day before, of 25 hours each. */
    private static final int HOURS_OF_A_PASS = 50;

    private final Source.Files source;
    private final ObjectStore store;
    private final List<Place> places = new ArrayList<>();
    private final List<FilePattern> errors = new ArrayList<>();
    private final Map<ArrivalHour, List<ListedFile>> hours = new HashMap<>();
    private @Nullable Pass pass;

    private record Place(FileLocation location, Content content) {}

    /** The files of consecutive hours from one listing of the places without a time in their path. */
    private record Pass(ArrivalHour first, ArrivalHour last, Map<ArrivalHour, List<ListedFile>> files) {
        boolean contains(ArrivalHour hour) {
            return hour.compareTo(first) >= 0 && hour.compareTo(last) <= 0;
        }
    }

    FileListing(Source.Files source, ObjectStore store) {
        this.source = source;
        this.store = store;
        places.add(new Place(source.location(), Content.RECORDS));
        source.errors().forEach(location -> {
            places.add(new Place(location, Content.REFUSED));
            errors.add(FilePattern.of(location.text()));
        });
    }

    /** The files that arrived in the hour, in the order of their URIs, each once. */
    List<ListedFile> of(ArrivalHour hour) {
        return hours.computeIfAbsent(hour, this::listed);
    }

    /** The number of files that the last pass keeps in memory. */
    int kept() {
        return pass == null
                ? 0
                : pass.files().values().stream().mapToInt(List::size).sum();
    }

    private List<ListedFile> listed(ArrivalHour hour) {
        TreeMap<String, ListedFile> files = new TreeMap<>();
        for (Place place : places) {
            if (place.location().hasPlaceholders()) {
                new HourPrefixes(place.location(), source.prefixZone())
                        .of(hour)
                        .forEach(dated -> visit(
                                place,
                                dated.text(),
                                object -> add(files, ListedFile.of(object, dated.arrivedAt(), place.content()))));
            }
        }
        if (places.stream().anyMatch(place -> !place.location().hasPlaceholders())) {
            passOver(hour).files().getOrDefault(hour, List.of()).forEach(file -> add(files, file));
        }
        return List.copyOf(files.values());
    }

    private static void add(Map<String, ListedFile> files, ListedFile file) {
        files.put(file.uri().toString(), file);
    }

    private Pass passOver(ArrivalHour hour) {
        Pass last = pass;
        if (last == null || !last.contains(hour)) {
            ArrivalHour end = ArrivalHour.of(hour.start().plus(HOURS_OF_A_PASS - 1L, ChronoUnit.HOURS));
            last = new Pass(hour, end, new HashMap<>());
            pass = last;
            for (Place place : places) {
                if (!place.location().hasPlaceholders()) {
                    Pass kept = last;
                    visit(place, place.location().text(), object -> {
                        ArrivalHour arrived = ArrivalHour.of(object.modified());
                        if (kept.contains(arrived)) {
                            kept.files()
                                    .computeIfAbsent(arrived, first -> new ArrayList<>())
                                    .add(ListedFile.of(object, object.modified(), place.content()));
                        }
                    });
                }
            }
        }
        return last;
    }

    private void visit(Place place, String text, Consumer<StoredObject> visitor) {
        FilePattern pattern = FilePattern.of(text);
        store.visit(pattern.prefix(), object -> {
            if (pattern.matches(object.uri())
                    && object.isContentOf(pattern.folder())
                    && (place.content() == Content.REFUSED || !isError(object.uri()))) {
                visitor.accept(object);
            }
        });
    }

    private boolean isError(URI object) {
        return errors.stream().anyMatch(pattern -> pattern.matches(object));
    }
}
