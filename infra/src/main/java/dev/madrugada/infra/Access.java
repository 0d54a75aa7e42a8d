package dev.madrugada.infra;

/** What makes roles, and what they may be allowed. */
record Access(Roles roles, Permissions permissions) {}
