/**
 * Secrets Manager: the warehouse's credentials.
 */
@NullMarked
package dev.madrugada.aws.secrets;

import org.jspecify.annotations.NullMarked;
