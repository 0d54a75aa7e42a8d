package dev.madrugada.quality;

import dev.madrugada.common.contract.DatasetFolder;

/** Checks a dataset's rules without data. */
public final class RuleCheck {
    private RuleCheck() {}

    /**
     * Returns if every rule of both files can be evaluated over the dataset's columns.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, naming every problem with file and line
     */
    public static void verify(DatasetFolder folder) {
        QualityJob.rules(folder);
    }
}
