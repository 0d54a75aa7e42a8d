package dev.madrugada.transform.outcome;

import dev.madrugada.common.time.ArrivalDay;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The records of an arrival day.
 *
 * @param raw rows of {@link dev.madrugada.common.spark.RawSchema}: all of the day's, and others of the hours that the
 *     day touches, which are skipped
 */
public record ArrivedRows(ArrivalDay day, Dataset<Row> raw) {}
