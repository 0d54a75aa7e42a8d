package dev.madrugada.cli.arguments;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.ObjectStore;

/** A dataset as people name it: by its name, or by its folder, whose contract has the name. */
public final class DatasetArgument {
    private static final String NAME = "[a-z][a-z0-9_]{0,62}";

    private DatasetArgument() {}

    /**
     * The dataset's name. What could be a name is one; a folder beside it is meant by {@code ./name}.
     *
     * @throws dev.madrugada.common.error.TerminalException if it is a folder that has no contract, or a wrong one
     */
    public static String nameOf(String text, ObjectStore store) {
        return text.matches(NAME)
                ? text
                : DatasetFolder.read(store, new FolderArgument().convert(text))
                        .contract()
                        .dataset();
    }
}
