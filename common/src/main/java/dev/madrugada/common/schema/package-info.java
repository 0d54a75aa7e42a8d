/**
 * Tables change with their contract: what is published is compared with the contract, and the rules say what each change
 * takes. Uses contract, lake and error.
 */
@NullMarked
package dev.madrugada.common.schema;

import org.jspecify.annotations.NullMarked;
