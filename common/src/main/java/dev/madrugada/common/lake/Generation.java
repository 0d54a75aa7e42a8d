package dev.madrugada.common.lake;

/**
 * A generation of a partition and its content. Two equal values are the same publication.
 *
 * @param number the generation's number; a partition's first generation has number 1
 * @param content the order-free digest of the generation's rows
 */
public record Generation(Partition partition, long number, Digest content) {}
