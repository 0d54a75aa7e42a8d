package dev.madrugada.runner.tick;

import dev.madrugada.runner.claim.Claims;
import dev.madrugada.runner.task.Activities;
import java.time.Clock;

/** What the ticks use. */
public record Ports(Claims claims, Activities activities, Steps steps, Clock clock) {}
