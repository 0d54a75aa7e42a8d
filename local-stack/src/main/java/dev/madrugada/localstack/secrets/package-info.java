/** Secrets Manager with the secret of the local warehouse. Uses the http package. */
@NullMarked
package dev.madrugada.localstack.secrets;

import org.jspecify.annotations.NullMarked;
