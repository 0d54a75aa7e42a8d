package dev.madrugada.quality.deequ;

/**
 * Why a rule cannot be evaluated.
 *
 * @param possible what can be written instead
 */
record RuleProblem(String problem, String possible) {}
