package dev.madrugada.kinesis.stream;

import java.io.Serializable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The settings with which a task opens its own client. The settings are serialisable, unlike a client, and contain no
 * credentials.
 *
 * @param region the region of the stream
 * @param endpoint the address to call; null for the region's public endpoint
 * @param role the role to assume; null to use the credentials of the process
 */
public record StreamAccess(
        StreamId stream,
        String region,
        @Nullable URI endpoint,
        @Nullable StreamRole role) implements Serializable {}
