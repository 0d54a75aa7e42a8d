/**
 * Collects what is uploaded to AWS.
 */
@NullMarked
package dev.madrugada.cli.pack;

import org.jspecify.annotations.NullMarked;
