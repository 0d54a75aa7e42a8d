/**
 * The lake on a file system, for laptops and tests.
 */
@NullMarked
package dev.madrugada.aws.files;

import org.jspecify.annotations.NullMarked;
