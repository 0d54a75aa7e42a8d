/**
 * The whole night as its users run it, looked at from outside: the console, summary.json, the lake's files, the
 * warehouse's rows. Uses none of the jobs' code.
 */
@NullMarked
package dev.madrugada.night.tests;

import org.jspecify.annotations.NullMarked;
