/**
 * The published datasets of an environment: folders under their digest, and a pointer for each dataset. Uses contract and
 * lake.
 */
@NullMarked
package dev.madrugada.common.dataset;

import org.jspecify.annotations.NullMarked;
