/** Reads the warehouse's address and login from Secrets Manager. */
@NullMarked
package dev.madrugada.aws.secrets;

import org.jspecify.annotations.NullMarked;
