package dev.madrugada.common.dataset;

import java.net.URI;
import java.time.Instant;

/**
 * A folder of a published dataset.
 *
 * @param digest the folder's name
 * @param published when its contract was written
 * @param isCurrent whether the dataset's pointer names it, so that new nights take it
 */
public record PublishedFolder(String dataset, String digest, URI uri, Instant published, boolean isCurrent) {}
