package dev.madrugada.common.run;

import dev.madrugada.common.lake.Digest;
import java.net.URI;

/**
 * A single object of the lake, such as a report's page.
 *
 * @param uri relative to the lake's root, so that the record stays valid in a copy of the lake
 * @param rows the number of rows that the object shows
 * @param content the SHA-256 of the object's bytes
 */
public record WrittenObject(URI uri, long rows, Digest content) implements Output {}
