/**
 * Settings of an account that the nights never ask for, but a check before the first night does: identity, permissions,
 * network, a bucket's settings, subscriptions, schedules. Small answers from one configurable state. Uses the http package.
 */
@NullMarked
package dev.madrugada.localstack.account;

import org.jspecify.annotations.NullMarked;
