package dev.madrugada.common.spark.raw;

import dev.madrugada.common.spark.ParquetFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.TreeMap;

/**
 * What a task wrote. It reaches the driver only if the task succeeds, and from one attempt only.
 *
 * @param files the files by hour, in hours since 1970-01-01T00:00:00Z
 * @param counts the records that the task read, by hour
 * @param outside the number of records that arrived in none of the hours; they are not written
 */
record TaskHours(TreeMap<Long, ArrayList<ParquetFile.Written>> files, TreeMap<Long, HourCount> counts, long outside)
        implements Serializable {}
