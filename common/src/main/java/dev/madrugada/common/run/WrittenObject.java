package dev.madrugada.common.run;

import dev.madrugada.common.lake.Digest;
import java.net.URI;

/**
 * A single object of the lake, such as a report's page.
 *
 * @param rows that it shows
 * @param content SHA-256 of its bytes
 */
public record WrittenObject(URI uri, long rows, Digest content) implements Output {}
