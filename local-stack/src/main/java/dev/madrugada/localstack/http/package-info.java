/**
 * One HTTP front for all AWS services, and what the services share: the wire formats, the way an action is asked
 * and answered, the errors. Knows no service.
 */
@NullMarked
package dev.madrugada.localstack.http;

import org.jspecify.annotations.NullMarked;
