package dev.madrugada.transform.sink;

import dev.madrugada.common.spark.ParquetFile;
import dev.madrugada.transform.outcome.RefusalKinds;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a task wrote. It reaches the driver only if the task succeeds, and from one attempt only.
 *
 * @param curated the files by event day, in days since 1970-01-01
 * @param quarantine the files of refused records
 * @param kept the number of the arrival day's rows that were kept for their key
 * @param duplicates the number of the arrival day's rows that another row with the same key and event day displaced
 * @param refusals why the refused records were refused
 */
public record WrittenFiles(
        TreeMap<Integer, List<ParquetFile.Written>> curated,
        List<ParquetFile.Written> quarantine,
        long kept,
        long duplicates,
        RefusalKinds refusals)
        implements Serializable {
    public WrittenFiles {
        quarantine = List.copyOf(quarantine);
    }

    /** The files of an event day; empty if the task wrote no row of it. */
    public List<ParquetFile.Written> curatedOn(int eventDay) {
        return ((Map<Integer, List<ParquetFile.Written>>) curated).getOrDefault(eventDay, List.of());
    }
}
