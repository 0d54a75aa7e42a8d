/**
 * What the account answered, recorded without names and secrets, so that whoever has an account can return it, and compared
 * with what another environment answered. Uses the SDK and common's JSON.
 */
@NullMarked
package dev.madrugada.cli.doctor.evidence;

import org.jspecify.annotations.NullMarked;
