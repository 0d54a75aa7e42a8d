package dev.madrugada.common.dataset;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.net.URI;
import java.util.List;

/** The faults of published datasets. */
final class DatasetFaults {
    private DatasetFaults() {}

    static Fault notPublished(URI dataset) {
        return Fault.of(ErrorCode.InputMissing)
                .at(dataset.toString())
                .what("no folder of this dataset is current")
                .because("it has no current.json: the dataset was never published here")
                .fix("correct the name or the URI, or publish it (scripts/madrugada dataset publish)");
    }

    static Fault nothingEarlier(URI dataset) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at(dataset.toString())
                .what("there is no earlier folder to return to")
                .because("current.json lists none")
                .fix("name a folder with --to (scripts/madrugada dataset list shows them)");
    }

    static Fault noSuchFolder(URI dataset, String asked, List<String> found) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at(dataset.toString())
                .what((found.isEmpty() ? "no folder's" : found.size() + " folders'") + " digest begins with '" + asked
                        + "'")
                .because("a folder is named by its digest, or by enough of its first digits")
                .fix("take a digest that scripts/madrugada dataset list shows");
    }
}
