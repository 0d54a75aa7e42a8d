package dev.madrugada.cli.run;

import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Copies the dataset from this machine to the bucket, and the report from the bucket to this machine. */
record LakeFiles(ObjectStore store) {
    private static final Set<String> NOT_READ = Set.of("sample", "tests");

    /** Makes the objects below {@code to} equal to the dataset's files, without samples and hidden folders. */
    void mirror(Path dataset, URI to) {
        Map<String, URI> there = new HashMap<>();
        store.list(to).forEach(object -> there.put(object.uri().getPath(), object.uri()));
        try (Stream<Path> below = Files.walk(dataset)) {
            for (Path file : below.filter(Files::isRegularFile).toList()) {
                Path name = dataset.relativize(file);
                if (isContent(name)) {
                    URI object = to.resolve(escaped(name));
                    byte[] content = Files.readAllBytes(file);
                    boolean isThere = Optional.ofNullable(there.remove(object.getPath()))
                            .flatMap(store::read)
                            .filter(old -> java.util.Arrays.equals(old, content))
                            .isPresent();
                    if (!isThere) {
                        store.write(object, content);
                    }
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        store.delete(there.values());
    }

    /** Whether a file belongs to the dataset. As in Spark, files in a folder such as .git or _old do not. */
    private static boolean isContent(Path name) {
        for (Path folder = name.getParent(); folder != null; folder = folder.getParent()) {
            String text = String.valueOf(folder.getFileName());
            if (text.startsWith("_")
                    || text.startsWith(".")
                    || (folder.getNameCount() == 1 && NOT_READ.contains(text))) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(Path name) {
        try {
            return new URI(null, null, "/" + name.toString().replace('\\', '/'), null)
                    .getRawPath()
                    .substring(1);
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException(name.toString(), impossible);
        }
    }

    /** Removes the manifests of the day's hours in raw, and ingest's run record: ingest then reads the day as new. */
    void forgetRaw(LakeLayout layout, String dataset, ArrivalDay day) {
        List<URI> objects = new ArrayList<>();
        for (ArrivalHour hour : day.hours()) {
            store.list(layout.raw(dataset).generations(LakeLayout.arrivalHour(hour)))
                    .forEach(object -> objects.add(object.uri()));
        }
        objects.add(layout.runs(dataset, day.date()).resolve("ingest.json"));
        store.delete(objects);
    }

    /** Copies the day's report into the folder. Earlier files in the folder remain unless the report replaces them. */
    NightSummary.ReportFiles report(
            LakeLayout layout, String dataset, LocalDate date, Path folder, Optional<String> url) {
        URI from = layout.report(dataset, date, "");
        Optional<Path> html = Optional.empty();
        Optional<Path> csv = Optional.empty();
        try {
            for (StoredObject object : store.list(from)) {
                Path file = folder.resolve(
                        object.uri().getPath().substring(from.getPath().length()));
                Files.createDirectories(file.getParent());
                Files.write(file, store.read(object.uri()).orElseThrow());
                html = html.or(
                        () -> Optional.of(file).filter(each -> each.toString().endsWith(".html")));
                csv = csv.or(
                        () -> Optional.of(file).filter(each -> each.toString().endsWith(".csv")));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new NightSummary.ReportFiles(html, csv, url);
    }
}
