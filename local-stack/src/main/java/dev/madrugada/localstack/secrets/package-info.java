/**
 * Secrets Manager with the secrets of the stack itself. Uses the http package.
 */
@NullMarked
package dev.madrugada.localstack.secrets;

import org.jspecify.annotations.NullMarked;
