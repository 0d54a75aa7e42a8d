package dev.madrugada.report.page;

import java.net.URI;

/**
 * How the recipients of the mail get the report.
 *
 * @param page URI of the page in the lake
 * @param url link to the page, which may expire
 * @param promise sentences about how long the link works
 * @param newLink the command that makes a new link
 * @param attached a sentence about the attachments, or why there are none
 */
public record Delivery(URI page, URI url, String promise, String newLink, String attached) {}
