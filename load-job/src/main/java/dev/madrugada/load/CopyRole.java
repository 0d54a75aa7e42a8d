package dev.madrugada.load;

import java.util.regex.Pattern;

/** The ARN of the IAM role by which the warehouse reads the lake. */
record CopyRole(String arn) {
    private static final Pattern FORM = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}");

    CopyRole {
        if (!FORM.matcher(arn).matches()) {
            throw new IllegalArgumentException("must be a role's ARN such as arn:aws:iam::123456789012:role/copy");
        }
    }
}
