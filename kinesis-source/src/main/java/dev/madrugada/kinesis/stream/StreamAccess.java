package dev.madrugada.kinesis.stream;

import java.io.Serializable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * All that a task needs to open its own client: it travels instead of a client, and carries no credentials.
 *
 * @param region the region that requests are signed for
 * @param endpoint where to call instead of the region's public endpoint, null for that one
 * @param role the role to assume, null to read with the credentials that the process has
 */
public record StreamAccess(
        StreamId stream,
        String region,
        @Nullable URI endpoint,
        @Nullable StreamRole role) implements Serializable {}
