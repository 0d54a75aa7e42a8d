/** Checks that ask the account's services: one class for each service's settings. Uses the AWS SDK. */
@NullMarked
package dev.madrugada.cli.doctor.account;

import org.jspecify.annotations.NullMarked;
