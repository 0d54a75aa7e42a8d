package dev.madrugada.common.lake;

/**
 * One generation of a partition and what is in it: two equal ones are the same publication.
 *
 * @param number 1 for the partition's first content
 * @param content the order-free digest of its rows
 */
public record Generation(Partition partition, long number, Digest content) {}
