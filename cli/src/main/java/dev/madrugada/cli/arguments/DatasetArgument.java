package dev.madrugada.cli.arguments;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.ObjectStore;
import java.util.Optional;

/** An argument that names a dataset: the dataset's name, or its folder, whose contract contains the name. */
public final class DatasetArgument {
    private static final String NAME = "[a-z][a-z0-9_]{0,62}";

    private DatasetArgument() {}

    /**
     * The dataset's name. An argument that is a valid name is taken as a name; {@code ./name} means the folder.
     *
     * @throws dev.madrugada.common.error.TerminalException if the argument is a folder without a valid contract
     */
    public static String nameOf(String text, ObjectStore store) {
        return contractOf(text, store).map(DatasetContract::dataset).orElse(text);
    }

    /**
     * The contract of the dataset's folder; empty if the argument is a name.
     *
     * @throws dev.madrugada.common.error.TerminalException as {@link #nameOf}
     */
    public static Optional<DatasetContract> contractOf(String text, ObjectStore store) {
        return text.matches(NAME)
                ? Optional.empty()
                : Optional.of(DatasetFolder.read(store, new FolderArgument().convert(text))
                        .contract());
    }
}
