/**
 * Glue's jobs, crawlers and triggers. Their runs are done by a worker outside the stack, which takes its orders through
 * the admin paths. Uses localstack.http.
 */
@NullMarked
package dev.madrugada.localstack.gluejob;

import org.jspecify.annotations.NullMarked;
