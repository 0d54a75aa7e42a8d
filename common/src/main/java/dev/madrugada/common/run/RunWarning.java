package dev.madrugada.common.run;

/**
 * What people should look at although the stage ended well.
 *
 * @param code names the kind of warning, such as {@code NewReason}
 * @param subject the column, reason or rule that it is about
 * @param message one sentence for people
 */
public record RunWarning(String code, String subject, String message) {}
