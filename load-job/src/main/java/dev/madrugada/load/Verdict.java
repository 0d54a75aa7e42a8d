package dev.madrugada.load;

/**
 * What the load needs of a quality verdict.
 *
 * @param generation the published generation that was examined
 * @param content the content digest of that generation
 * @param status {@code passed} or {@code failed}
 */
record Verdict(int version, String dataset, String partition, long generation, String content, String status) {
    static final int VERSION = 1;

    Verdict {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "a verdict of version " + version + "; this release reads version " + VERSION);
        }
        if (dataset == null || partition == null || content == null || status == null) {
            throw new IllegalArgumentException("a verdict has dataset, partition, generation, content and status");
        }
    }

    /** Whatever is not plainly a pass is none. */
    boolean isPassed() {
        return status.equals("passed");
    }
}
