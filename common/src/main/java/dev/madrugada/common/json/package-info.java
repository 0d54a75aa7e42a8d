/**
 * How the project's JSON values are written and read: one mapper, kebab-case, versions that are not known are refused.
 */
@NullMarked
package dev.madrugada.common.json;

import org.jspecify.annotations.NullMarked;
