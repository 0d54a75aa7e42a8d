/**
 * SES: the report's mail.
 */
@NullMarked
package dev.madrugada.aws.mail;

import org.jspecify.annotations.NullMarked;
