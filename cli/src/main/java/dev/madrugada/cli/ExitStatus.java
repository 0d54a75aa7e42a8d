package dev.madrugada.cli;

import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.spark.CodedFailure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports a failed command: prints the message and returns the exit status of the error's category. */
final class ExitStatus {
    private ExitStatus() {}

    static int of(Throwable thrown) {
        return CodedFailure.of(thrown).code().category().exitStatus();
    }

    /** Prints the message, and with {@code --verbose} the stack trace too. */
    static int describe(Exception thrown, CommandLine command, ParseResult parsed) {
        MadrugadaException coded = CodedFailure.of(thrown);
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(String.valueOf(coded.getMessage())));
        if (isVerbose(parsed)) {
            thrown.printStackTrace(err);
        } else if (coded.code() == ErrorCode.InternalError) {
            err.println("run it again with --verbose for the stack trace");
        }
        return coded.code().category().exitStatus();
    }

    /** Prints what is wrong with the arguments, suggestions for a mistyped word, and a pointer to the help. */
    static int misused(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(ErrorCode.InvalidArguments + ": " + wrong.getMessage()));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ErrorCategory.CALLER.exitStatus();
    }

    private static boolean isVerbose(ParseResult parsed) {
        return parsed.originalArgs().contains("--verbose");
    }
}
