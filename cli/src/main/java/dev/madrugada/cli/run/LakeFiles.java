package dev.madrugada.cli.run;

import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lake of a local night: forgets a day's raw, and copies the report to this machine. */
record LakeFiles(ObjectStore store) {
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
