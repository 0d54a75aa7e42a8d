/** The lake on a local file system, for development and tests. */
@NullMarked
package dev.madrugada.aws.files;

import org.jspecify.annotations.NullMarked;
