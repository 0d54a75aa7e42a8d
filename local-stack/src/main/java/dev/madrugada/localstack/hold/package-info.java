/**
 * Holds requests back on demand, so that a test can kill a client exactly between writing and publishing. Depends on no
 * service; S3 and the warehouse call this package.
 */
@NullMarked
package dev.madrugada.localstack.hold;

import org.jspecify.annotations.NullMarked;
