package dev.madrugada.warehouse.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.redshift.util.RedshiftException;
import com.amazon.redshift.util.ServerErrorMessage;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.redshift.CopyFailure.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests with messages of Redshift from public bug reports; names and accounts are changed. */
class CopyFailureTest {
    private static final SqlStatement COPY =
            SqlStatement.of("COPY \"madrugada_staging\" FROM 's3://lake/m' IAM_ROLE 'r' FORMAT AS PARQUET MANIFEST");
    private static final String URL = "https://s3.us-east-1.amazonaws.com/lake/curated/slowdown/access-denied.parquet";

    /** A reported error and its expected reason. */
    record Reported(Reason reason, String error, String code, String context) {
        String detail() {
            return """

                      -----------------------------------------------
                      error:  %s
                      code:      %s
                      context:   %s
                      query:     26301369
                      location:  dory_util.cpp:1450
                      process:   worker_thread [pid=10836]
                      -----------------------------------------------
                    """.formatted(error, code, context);
        }
    }

    static Stream<Reported> reportedErrors() {
        String scan = "Spectrum Scan Error";
        String fetch = "S3 Query Exception (Fetch)";
        return Stream.of(
                // rudderlabs/rudder-server#3178
                new Reported(
                        Reason.COLUMNS_DIFFER,
                        scan,
                        "15007",
                        "Unmatched number of columns between table and file. Table columns: 20, Data columns: 16, File"
                                + " name: " + URL),
                new Reported(
                        Reason.COLUMNS_DIFFER,
                        fetch,
                        "15001",
                        "Task failed due to an internal error. Unmatched number of columns between table and file. Table"
                                + " columns: 23, Data columns: 22, File name: " + URL),
                // G-Research/ParquetSharp#252
                new Reported(
                        Reason.COLUMNS_DIFFER,
                        scan,
                        "15001",
                        "File '" + URL + "' column 'num' has an invalid type length. Expecting: 8 len in file: 13"),
                // aws/amazon-redshift-python-driver#107: the server cuts the context
                new Reported(
                        Reason.COLUMNS_DIFFER,
                        scan,
                        "15007",
                        "File '" + URL + "' has an incompatible Parquet schema for column 's3://access-denied-buck"),
                new Reported(Reason.COLUMNS_DIFFER, scan, "15007", "File '" + URL + "' has an incompatible Parquet s"),
                // aws/aws-sdk-pandas#529 and #280
                new Reported(
                        Reason.INVALID_VALUES,
                        scan,
                        "15001",
                        "The length of the data column display_name is longer than the length defined in the table. Table:"
                                + " 256, Data: 320, File name: " + URL + "?&X-Amz"),
                // docs: Invalid Parquet version number; a marker file among the Parquet files
                new Reported(
                        Reason.FILE_NOT_PARQUET, scan, "15007", "File '" + URL + "' has an invalid version number."),
                // aws-lambda-redshift-loader#223; docs: Invalid range
                new Reported(
                        Reason.FILE_CHANGED,
                        scan,
                        "15007",
                        "Error: HTTP response error code: 416 Message: InvalidRange The requested range is not satisfiable"),
                new Reported(
                        Reason.S3_REFUSED,
                        scan,
                        "15007",
                        "Error: HTTP response error code: 403 Message: AccessDenied Access Denied"),
                new Reported(
                        Reason.S3_REFUSED,
                        scan,
                        "15007",
                        "Error: HTTP response error code: 403 Message: AccessDenied Request has expired"),
                new Reported(
                        Reason.FILE_ABSENT,
                        scan,
                        "15007",
                        "Error: HTTP response error code: 404 Message: NoSuchKey The specified key does not exist."),
                new Reported(Reason.FILE_ABSENT, scan + ": File not found", "15007", "File name: " + URL),
                new Reported(
                        Reason.STORAGE_BUSY,
                        scan,
                        "15007",
                        "Error: HTTP response error code: 503 Message: SlowDown Please reduce your request rate."),
                new Reported(
                        Reason.STORAGE_BUSY,
                        scan,
                        "15001",
                        "Error: HTTP response error code: 400 Message: RequestTimeout Your socket connection to the server"
                                + " was not read from or written to within the timeout period."),
                // docs: Retries exceeded, Access throttled, Resource limit exceeded
                new Reported(Reason.STORAGE_BUSY, scan + ": Retries exceeded", "15001", ""),
                new Reported(Reason.STORAGE_BUSY, scan + ": Access throttled", "15001", "Access throttled by AWS KMS"),
                new Reported(Reason.STORAGE_BUSY, scan + ": Resource limit exceeded", "15001", ""),
                // PostHog/posthog#61603: the role may not read the manifest
                new Reported(
                        Reason.MANIFEST_UNREADABLE,
                        "COPY with MANIFEST parameter requires full path of an S3 object.",
                        "8001",
                        ""),
                // databricks/spark-redshift#321
                new Reported(
                        Reason.S3_REFUSED,
                        "Problem reading manifest file - S3ServiceException:Access Denied,Status 403,Error AccessDenied,Rid"
                                + " BEC36007FAA4C22A,ExtRid XD,CanRetry 1",
                        "8001",
                        "s3://lake/_load/generation-1.manifest"),
                new Reported(
                        Reason.FILE_ABSENT,
                        "S3ServiceException:The specified bucket does not exist,Status 404,Error NoSuchBucket,Rid 5",
                        "8001",
                        ""),
                new Reported(
                        Reason.STORAGE_BUSY,
                        "S3ServiceException:Please reduce your request rate.,Status 503,Error SlowDown,Rid 5,CanRetry 1",
                        "8001",
                        ""),
                new Reported(
                        Reason.S3_REFUSED,
                        "S3ServiceException:The bucket you are attempting to access must be addressed using the specified"
                                + " endpoint.,Status 301,Error PermanentRedirect,Rid 5",
                        "8001",
                        ""),
                new Reported(
                        Reason.STORAGE_BUSY,
                        "S3ServiceException:The provided token has expired.,Status 400,Error ExpiredToken,Rid 5",
                        "8001",
                        ""),
                new Reported(
                        Reason.ROLE_REFUSED,
                        "User arn:aws:redshift:eu-west-2:123456789012:dbuser:cluster/loader is not authorized to assume IAM"
                                + " Role arn:aws:iam::123456789012:role/copy",
                        "8001",
                        "IAM Role=arn:aws:iam::123456789012:role/copy"),
                new Reported(
                        Reason.ROLE_REFUSED,
                        "Not authorized to get credentials of role arn:aws:iam::123456789012:role/copy",
                        "30000",
                        ""),
                // awsdocs/amazon-redshift-developer-guide#34
                new Reported(
                        Reason.ROLE_REFUSED,
                        "COPY from this file format only accepts IAM_ROLE credentials.",
                        "8001",
                        ""),
                new Reported(Reason.UNKNOWN, "Assert", "1000", "Unreachable - Invalid type: 4000"),
                // Values of rows and object keys may contain any word.
                new Reported(
                        Reason.INVALID_VALUES, scan, "15001", "Value 'AccessDenied SlowDown NoSuchKey' is too long."),
                new Reported(Reason.UNKNOWN, scan, "15001", "Odd value 'Access Denied, retries exceeded, and cut of"));
    }

    @ParameterizedTest
    @MethodSource("reportedErrors")
    void determinesTheReason(Reported reported) {
        assertThat(CopyFailure.of(reported.error(), reported.detail()).reason()).isEqualTo(reported.reason());
        // Some clients and the Data API join the lines of the detail.
        assertThat(CopyFailure.of("Spectrum Scan Error", reported.detail().replaceAll("(?<!of)\\s+", " "))
                        .reason())
                .isEqualTo(reported.reason());
    }

    @ParameterizedTest
    @MethodSource("reportedErrors")
    void reportsCodeAndFixWithoutTheServersMessage(Reported reported) {
        MadrugadaException failed = new WarehouseFaults("warehouse h:1/d").running(COPY, thrown(reported));

        assertThat(failed.code()).isEqualTo(reported.reason().code());
        assertThat(failed)
                .hasMessageEndingWith(reported.reason().fix())
                .hasMessageContaining("SQLState XX000")
                .hasMessageContaining("code " + reported.code())
                .hasMessageContaining("query 26301369")
                .hasMessageNotContaining("s3.us-east-1")
                .hasMessageNotContaining("SlowDown")
                .hasMessageNotContaining("X-Amz");
    }

    @Test
    void extractsCodesAndColumnNames() {
        assertThat(facts("The length of the data column city is longer than the length defined in the table. Table: 8"))
                .containsExactly("code 15001", "query 26301369", "column city is too short for a value");
        assertThat(facts("Unmatched number of columns between table and file. Table columns: 20, Data columns: 16"))
                .containsExactly("code 15001", "query 26301369", "the table has 20 columns and a file 16");
        assertThat(facts("File 'https://lake/a.parquet' has an incompatible Parquet schema for column"
                        + " 's3://lake/curated.city'. Column type: VARCHAR, Par"))
                .containsExactly("code 15001", "query 26301369", "column city");
        assertThat(facts("Error: HTTP response error code: 403 Message: AccessDenied"))
                .containsExactly("S3 answered 403", "code 15001", "query 26301369");
    }

    @Test
    void retriesOnlyTransientReasons() {
        assertThat(Stream.of(Reason.values())
                        .filter(reason -> reason.code().category().isRetried()))
                .containsExactly(Reason.STORAGE_BUSY);
        assertThat(Reason.STORAGE_BUSY.code()).isEqualTo(ErrorCode.WarehouseUnavailable);
    }

    @Test
    void classifiesOnlyCopyStatements() {
        Reported reported = new Reported(Reason.S3_REFUSED, "Access Denied", "8001", "");

        assertThat(new WarehouseFaults("w")
                        .running(SqlStatement.of("DELETE FROM t"), thrown(reported))
                        .code())
                .isEqualTo(ErrorCode.InternalError);
    }

    private static List<String> facts(String context) {
        return CopyFailure.of("Spectrum Scan Error", new Reported(Reason.UNKNOWN, "e", "15001", context).detail())
                .facts();
    }

    private static RedshiftException thrown(Reported reported) {
        return new RedshiftException(
                new ServerErrorMessage("SERROR\0CXX000\0M" + reported.error() + "\0D" + reported.detail() + "\0"));
    }
}
