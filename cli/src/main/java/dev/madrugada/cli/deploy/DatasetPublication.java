package dev.madrugada.cli.deploy;

import dev.madrugada.cli.dataset.MoveText;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.PinnedFolder;
import dev.madrugada.common.dataset.PublishedDatasets;
import java.util.List;
import java.util.Optional;

/** Publishes the datasets of an environment that are not current in it. */
record DatasetPublication(PublishedDatasets published, List<DatasetFolder> datasets) {
    /** Those whose content is not current. */
    List<DatasetFolder> due() {
        return datasets.stream().filter(dataset -> !isCurrent(dataset)).toList();
    }

    /** Publishes the datasets that are due; one line each. */
    List<String> publish() {
        return due().stream()
                .map(dataset -> MoveText.of(published.publish(dataset)))
                .toList();
    }

    private boolean isCurrent(DatasetFolder dataset) {
        return published.current(dataset.contract().dataset()).equals(Optional.of(digest(dataset)));
    }

    static String digest(DatasetFolder dataset) {
        return PinnedFolder.name(dataset.digest());
    }
}
