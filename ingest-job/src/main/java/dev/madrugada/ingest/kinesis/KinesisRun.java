package dev.madrugada.ingest.kinesis;

import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import java.time.Clock;
import java.util.Optional;

/**
 * The run that reads a stream, and where it keeps what it sees of the stream.
 *
 * @param raw the dataset's table of raw
 * @param now the clock of a local run, by which the source decides whether hours may be read and which records have
 *     expired; empty for the system clock
 */
public record KinesisRun(ObjectStore store, LakeTable raw, Optional<Clock> now, String runId) {}
