package dev.madrugada.kinesis.tests;

/** What can happen in a history. It counts only if it did, and where a reader meets it. */
enum Feature {
    SPLIT("a shard split inside the window"),
    MERGE("two shards merged inside the window"),
    EMPTY_SHARD("an open shard without a record"),
    EMPTY_GAP("ten minutes of the window without a record"),
    SKEWED_ARRIVALS("arrivals out of their shard's order"),
    WINDOW_CUT("records exactly on the window's bounds"),
    AGGREGATES("aggregates taken apart"),
    LOOKALIKES("records that only look like aggregates"),
    KEPT_AGGREGATES("aggregates kept, as asked for"),
    THROTTLES("throttled calls"),
    EXPIRED_ITERATORS("expired iterators"),
    CUT_CONNECTIONS("connections cut in mid-answer"),
    SERVER_ERRORS("answers with status 500"),
    EMPTY_PAGES("an empty page in mid-shard"),
    SMALL_BUFFER("a buffer smaller than the data put"),
    TASK_RETRIES("tasks that failed in mid-read and were tried again"),
    PUSHED_FILTER("a filter on arrived_at or shard_id that leaves rows out");

    private final String meaning;

    Feature(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String toString() {
        return meaning;
    }
}
