package dev.madrugada.warehouse.redshift;

import dev.madrugada.common.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reason why a COPY failed. All failed COPY statements have SQLState {@code XX000}; the reason is in the lines
 * {@code error:}, {@code code:} and {@code context:} of the server's detail. COPY of Parquet uses Spectrum, whose codes
 * 15001 and 15007 mean both unreadable files and invalid values, so the text of the context must decide. This is the
 * only class that interprets Redshift's messages. The class first removes quoted text and URLs, because values of rows
 * and object keys may contain any word.
 *
 * <p>Sources of the messages, which AWS documents only in part:
 *
 * <ul>
 *   <li><a href="https://docs.aws.amazon.com/redshift/latest/dg/c-spectrum-troubleshooting.html">Spectrum: retries
 *       exceeded, access throttled, resource limit, invalid range, invalid version number, incompatible schema</a>
 *   <li><a href="https://docs.aws.amazon.com/redshift/latest/dg/s3serviceexception-error.html">S3ServiceException</a>
 *   <li><a href="https://github.com/rudderlabs/rudder-server/pull/3178">15007, number of columns</a>, <a
 *       href="https://github.com/G-Research/ParquetSharp/issues/252">15001, type length</a>, <a
 *       href="https://github.com/aws/aws-sdk-pandas/issues/529">15001, value too long</a>, <a
 *       href="https://github.com/aws/amazon-redshift-python-driver/issues/107">15007, incompatible schema, cut off</a>
 *   <li><a href="https://github.com/PostHog/posthog/pull/61603">8001, "requires full path of an S3 object" where the
 *       role may not read the manifest</a>
 *   <li><a href="https://github.com/awslabs/aws-lambda-redshift-loader/issues/223">416, content_length</a>, <a
 *       href="https://github.com/awslabs/aws-lambda-redshift-loader/pull/221">15003, no meta in the manifest</a>
 *   <li><a href="https://github.com/awsdocs/amazon-redshift-developer-guide/pull/34">8001, IAM_ROLE only</a>
 * </ul>
 *
 * @param facts details for the error message: codes, S3's status and column names; never a value
 */
record CopyFailure(Reason reason, List<String> facts) {
    /** The reason of a failed COPY, with its error code and fix. */
    enum Reason {
        S3_REFUSED(
                ErrorCode.InputMissing,
                "allow the COPY role s3:GetObject and s3:ListBucket on the lake and kms:Decrypt on its key; a bucket"
                        + " policy must not forbid presigned URLs nor set s3:signatureAge below 3600000 ms; the bucket"
                        + " must be in the warehouse's region"),
        FILE_ABSENT(
                ErrorCode.InputMissing,
                "find out what else deletes objects of the lake, and run the night again with force, which publishes the"
                        + " files again"),
        FILE_CHANGED(
                ErrorCode.InputMissing,
                "a published file does not have the size in its manifest: find out what else writes to the lake, and"
                        + " run the night again with force"),
        MANIFEST_UNREADABLE(
                ErrorCode.InputMissing,
                "Redshift also reports this if the COPY role has no permission to read the manifest: allow it"
                        + " s3:GetObject on the lake and kms:Decrypt on its key"),
        ROLE_REFUSED(
                ErrorCode.InputMissing,
                "attach the COPY role to the cluster or workgroup; its trust policy must name"
                        + " redshift.amazonaws.com, and for Serverless also redshift-serverless.amazonaws.com"),
        STORAGE_BUSY(
                ErrorCode.WarehouseUnavailable,
                "S3, KMS or Spectrum was overloaded or unavailable; a re-run is safe. If it happens again, check the load"
                        + " of the bucket and the quota of KMS requests"),
        COLUMNS_DIFFER(
                ErrorCode.DataContractViolation,
                "the files have other columns or types than the staging table, which has the contract's columns:"
                        + " run the night again with force, so that the day is published with the contract's columns"),
        INVALID_VALUES(
                ErrorCode.DataContractViolation,
                "compare the contract's types and lengths with the values, and change one of them"),
        FILE_NOT_PARQUET(
                ErrorCode.DataContractViolation,
                "a published file is not valid Parquet: find out what else writes to the lake, and run the night"
                        + " again with force"),
        UNKNOWN(
                ErrorCode.DataContractViolation,
                "look up the query in sys_load_error_detail, and compare the table with the contract's columns, types"
                        + " and lengths");

        private final ErrorCode code;
        private final String fix;

        Reason(ErrorCode code, String fix) {
            this.code = code;
            this.fix = fix;
        }

        ErrorCode code() {
            return code;
        }

        String fix() {
            return fix;
        }
    }

    private record Wording(Reason reason, Pattern text) {
        Wording(Reason reason, String text) {
            this(reason, Pattern.compile(text, Pattern.CASE_INSENSITIVE));
        }
    }

    /** Each field is on its own line, but some clients and the Data API join the lines with spaces. */
    private static final Pattern CODE = Pattern.compile("(?<!\\S)code:\\s*(\\d+)");

    private static final Pattern QUERY = Pattern.compile("(?<!\\S)query:\\s*(\\d+)");
    private static final Pattern STATUS = Pattern.compile(
            "S3ServiceException:.*?Status(?: ?Code:?)? ?(\\d{3})|HTTP response error code: ?(\\d{3})", Pattern.DOTALL);
    private static final Pattern COLUMNS = Pattern.compile("Table columns: (\\d+), Data columns: (\\d+)");
    private static final Pattern LONG_COLUMN =
            Pattern.compile("length of the data column ([A-Za-z_][A-Za-z0-9_]{0,126}) is longer");
    private static final Pattern NAMED_COLUMN =
            Pattern.compile("column ['‘](?:[^'’\\n]*\\.)?([A-Za-z_][A-Za-z0-9_]{0,126})['’]");
    /** Quoted text and URLs. Redshift truncates a long context, so that a closing quote may be missing. */
    private static final Pattern QUOTED =
            Pattern.compile("'[^'\\n]*(?:'|$)|\"[^\"\\n]*(?:\"|$)|‘[^’\\n]*(?:’|$)|\\S+://\\S*", Pattern.MULTILINE);

    /**
     * The order matters: messages about an overloaded store or denied access may also contain the text of a failed
     * scan.
     */
    private static final List<Wording> WORDINGS = List.of(
            new Wording(
                    Reason.STORAGE_BUSY,
                    "access throttled|slow ?down|reduce your request rate|retries exceeded|resource limit exceeded"
                            + "|request (?:has )?timed out|timeout was reached|request ?timeout|connection (?:timed out|reset)"
                            + "|service ?unavailable|we encountered an internal error|no more data to read"
                            + "|expired ?token"),
            new Wording(
                    Reason.ROLE_REFUSED,
                    "not authorized to assume|not authorized to get credentials of role|only accepts IAM_ROLE"
                            + "|IAM role .*(?:not (?:associated|valid)|does not exist)"),
            new Wording(
                    Reason.MANIFEST_UNREADABLE,
                    "requires full path of an S3 object|problem reading manifest|manifest file is not in correct json"),
            new Wording(
                    Reason.FILE_ABSENT,
                    "no ?such ?key|no ?such ?bucket|file not found|specified key does not exist"
                            + "|specified bucket does not exist|mandatory url is not present"
                            + "|specified S3 prefix .* does not exist"),
            new Wording(Reason.S3_REFUSED, "access ?denied|forbidden|not authorized|permanent ?redirect|kms"),
            new Wording(
                    Reason.COLUMNS_DIFFER, "unmatched number of columns|incompatible parquet s|invalid type length"),
            new Wording(
                    Reason.FILE_NOT_PARQUET,
                    "invalid version number|invalid parquet|not a parquet|magic (?:number|bytes)"),
            new Wording(
                    Reason.INVALID_VALUES,
                    "is longer than|too long|out of range|overflow|not null|invalid (?:utf|value)"));

    /** Determines the reason from the server's message and detail. */
    static CopyFailure of(String message, String detail) {
        String all = message + "\n" + detail;
        Optional<Integer> status = status(all);
        String plain = QUOTED.matcher(all).replaceAll(" ");
        Reason reason = WORDINGS.stream()
                .filter(wording -> wording.text().matcher(plain).find())
                .findFirst()
                .map(Wording::reason)
                .orElse(Reason.UNKNOWN);
        return new CopyFailure(
                status.map(number -> byStatus(number, reason)).orElse(reason), facts(message, detail, status));
    }

    private static Reason byStatus(int status, Reason worded) {
        if (status >= 500 || status == 429 || status == 408 || worded == Reason.STORAGE_BUSY) {
            return Reason.STORAGE_BUSY;
        }
        return switch (status) {
            case 404 -> Reason.FILE_ABSENT;
            case 416 -> Reason.FILE_CHANGED;
            default -> Reason.S3_REFUSED;
        };
    }

    private static Optional<Integer> status(String all) {
        Matcher status = STATUS.matcher(all);
        return status.find()
                ? Optional.of(Integer.valueOf(status.group(1) == null ? status.group(2) : status.group(1)))
                : Optional.empty();
    }

    private static List<String> facts(String message, String detail, Optional<Integer> status) {
        List<String> facts = new ArrayList<>();
        status.ifPresent(number -> facts.add("S3 answered " + number));
        add(facts, CODE.matcher(detail), "code %s");
        add(facts, QUERY.matcher(detail), "query %s");
        String all = message + "\n" + detail;
        add(facts, LONG_COLUMN.matcher(all), "column %s is too short for a value");
        add(facts, NAMED_COLUMN.matcher(all), "column %s");
        Matcher columns = COLUMNS.matcher(all);
        if (columns.find()) {
            facts.add("the table has " + columns.group(1) + " columns and a file " + columns.group(2));
        }
        return List.copyOf(facts);
    }

    private static void add(List<String> facts, Matcher found, String as) {
        if (found.find()) {
            facts.add(as.formatted(found.group(1)));
        }
    }
}
