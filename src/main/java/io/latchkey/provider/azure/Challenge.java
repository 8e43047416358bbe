package io.latchkey.provider.azure;

import io.latchkey.key.Trouble;
import io.latchkey.outbound.CloudAnswer;
import io.latchkey.provider.ProbeEnded;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a vault says to a caller without a token: whose it is, and where. It is only read; the URL in it is never followed.
 *
 * @param tenant the tenant that the vault belongs to, in lower case
 * @param region where the vault is, if it says so
 * @see <a href="https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses">Authentication</a>
 */
record Challenge(String tenant, Optional<String> region) {

    private static final int UNAUTHORIZED = 401;
    private static final Pattern TENANT = Pattern.compile(
            "authorization(?:_uri)?=\"https://[a-z.]{1,60}/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})/?\"");
    private static final Pattern REGION = Pattern.compile("[a-z][a-z0-9]{1,39}");

    static Challenge read(CloudAnswer answer) {
        if (answer.status() != UNAUTHORIZED) {
            throw VaultError.end("challenge", answer);
        }
        var tenant = TENANT.matcher(answer.header("WWW-Authenticate").orElse(""));
        if (!tenant.find()) {
            throw ProbeEnded.unreachable(Trouble.UNREADABLE_ANSWER, "the vault does not say whose it is");
        }
        return new Challenge(tenant.group(1).toLowerCase(Locale.ROOT), region(answer));
    }

    static Optional<String> region(CloudAnswer answer) {
        return answer.header("x-ms-keyvault-region")
                .filter(region -> REGION.matcher(region).matches());
    }
}
