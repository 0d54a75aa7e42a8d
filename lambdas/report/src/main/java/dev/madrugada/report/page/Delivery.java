package dev.madrugada.report.page;

import java.net.URI;

/**
 * How the report reaches whoever gets the mail.
 *
 * @param page the page in the lake
 * @param url where it can be opened for a while
 * @param promise for how long, as sentences
 * @param newLink the command that makes a new URL
 * @param attached what the mail carries, or why it carries nothing, as a sentence
 */
public record Delivery(URI page, URI url, String promise, String newLink, String attached) {}
