/** Activities of Step Functions: tasks that wait for a worker. Uses localstack.http. */
@NullMarked
package dev.madrugada.localstack.activity;

import org.jspecify.annotations.NullMarked;
