/**
 * The policies of the roles in the synthesized template, and the calls that the local stack records: which calls the
 * policies refuse, and which permissions no call used. Knows nothing of the nights.
 */
@NullMarked
package dev.madrugada.night.tests.policy;

import org.jspecify.annotations.NullMarked;
