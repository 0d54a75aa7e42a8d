package dev.madrugada.cli.doctor.evidence;

/**
 * One behaviour.
 *
 * @param behaviour its name, such as {@code s3-create-of-an-existing-object} or {@code iam:SimulatePrincipalPolicy}
 * @param request the request's shape: its parameters without their values
 * @param answer what counts: yes or no, a status, an error code
 * @param wording the text of the answer, or the fields that it has, redacted; for people
 */
public record Observation(String behaviour, String request, String answer, String wording) {}
