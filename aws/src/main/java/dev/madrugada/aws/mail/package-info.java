/** Sends the report mail through SES. */
@NullMarked
package dev.madrugada.aws.mail;

import org.jspecify.annotations.NullMarked;
