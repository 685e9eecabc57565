package dev.greenlight.schemas.command;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenlight.schemas.ledger.LedgerVerification;
import dev.greenlight.schemas.ledger.UnreadableExportException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an export of one address's history without any service: {@code verify-ledger <file> [--head=<hash>]}.
 *
 * <p>What was cut off at the end together with the line that ends the export is found only with the head that the chain
 * is known to have had: of a receipt, or of an earlier export.
 */
public final class VerifyLedger {

    private static final int HOLDS = 0;
    private static final int BROKEN = 1;
    private static final int NOT_VERIFIED = 2;

    private static final String HEAD = "--head=";
    private static final String USAGE = "use verify-ledger <file> [--head=<64 hexadecimal digits>]";

    private VerifyLedger() {}

    public static void main(String... arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /**
     * The command without the end of the JVM.
     *
     * @return 0 where the chain holds, 1 where it does not, 2 for arguments and files that cannot be understood
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        @Nullable String head = null;
        @Nullable String file = null;
        for (String argument : arguments) {
            if (argument.startsWith(HEAD)) {
                head = argument.substring(HEAD.length());
            } else if (argument.startsWith("--") || file != null) {
                return notVerified(err, USAGE);
            } else {
                file = argument;
            }
        }
        if (file == null) {
            return notVerified(err, USAGE);
        }
        try {
            var verification = new LedgerVerification(head);
            return read(Path.of(file), verification, err) ? report(verification, out) : NOT_VERIFIED;
        } catch (IllegalArgumentException e) {
            return notVerified(err, USAGE);
        } catch (IOException e) {
            return notVerified(err, "the file cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** Line by line: an export is as long as it is. */
    private static boolean read(Path file, LedgerVerification verification, PrintStream err) throws IOException {
        var json = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!read(line, number, verification, json, err)) {
                    return false;
                }
            }
        }
        verification.finish();
        return true;
    }

    private static boolean read(
            String line, int number, LedgerVerification verification, ObjectMapper json, PrintStream err) {
        try {
            verification.add(json.readTree(line));
            return true;
        } catch (UnreadableExportException e) {
            notVerified(err, "line " + number + " " + e.getMessage());
        } catch (IOException e) {
            // its message would quote the line
            notVerified(err, "line " + number + " is no JSON");
        }
        return false;
    }

    private static int report(LedgerVerification verification, PrintStream out) {
        List<String> findings = verification.findings();
        findings.forEach(finding -> out.println("verify-ledger: " + finding));
        String head = verification.head();
        out.println("verify-ledger: " + verification.summary() + (head == null ? "" : "; head " + head));
        out.println(
                findings.isEmpty()
                        ? "verify-ledger: the chain holds"
                        : "verify-ledger: THE CHAIN IS BROKEN, findings: " + findings.size());
        return findings.isEmpty() ? HOLDS : BROKEN;
    }

    private static int notVerified(PrintStream err, String why) {
        err.println("verify-ledger: " + why);
        return NOT_VERIFIED;
    }
}
