/**
 * The transform stage: raw of an arrival day into the curated partitions it touches and the day's quarantine. Puts the
 * packages below it together and is the only one of them that knows the lake.
 */
@NullMarked
package dev.madrugada.transform;

import org.jspecify.annotations.NullMarked;
