package io.latchkey.provider.azure;

import io.latchkey.key.Reason;
import io.latchkey.key.Trouble;
import io.latchkey.outbound.CloudAnswer;
import io.latchkey.provider.ProbeEnded;
import io.vertx.core.json.JsonArray;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the token endpoint answers when it gives no token. Microsoft asks not to build on these numbers, so only few are told
 * apart; the others say nothing about the key.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Error codes</a>
 */
enum LoginError {
    TENANT_NOT_FOUND(90002, Reason.TENANT_NOT_FOUND),
    TENANT_NAME_INVALID(900023, Reason.TENANT_NOT_FOUND),
    APPLICATION_NOT_IN_TENANT(700016, Reason.APPLICATION_MISSING),
    APPLICATION_WITHOUT_PRINCIPAL(7000229, Reason.APPLICATION_MISSING),
    SECRET_WRONG(7000215, Trouble.CREDENTIAL_REFUSED),
    SECRET_EXPIRED(7000222, Trouble.CREDENTIAL_REFUSED),
    ASSERTION_OUTSIDE_ITS_TIME(700024, Trouble.CREDENTIAL_REFUSED),
    ASSERTION_SIGNATURE_WRONG(700027, Trouble.CREDENTIAL_REFUSED),
    ASSERTION_NOT_TRUSTED(70021, Trouble.CREDENTIAL_REFUSED),
    ASSERTION_SUBJECT_NOT_TRUSTED(700213, Trouble.CREDENTIAL_REFUSED),
    REQUEST_WITHOUT_CREDENTIAL(7000218, Trouble.CREDENTIAL_REFUSED),
    LOOPING(50196, Trouble.THROTTLED),
    TOO_MANY_REQUESTS(90055, Trouble.THROTTLED),
    TRANSIENT(90033, Trouble.CLOUD_FAILED),
    SERVICE_BUSY(90006, Trouble.CLOUD_FAILED);

    private static final int MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final int code;
    private final Optional<Reason> reason;
    private final Optional<Trouble> trouble;

    LoginError(int code, Reason reason) {
        this.code = code;
        this.reason = Optional.of(reason);
        this.trouble = Optional.empty();
    }

    LoginError(int code, Trouble trouble) {
        this.code = code;
        this.reason = Optional.empty();
        this.trouble = Optional.of(trouble);
    }

    int code() {
        return code;
    }

    /** How the probe ends that got no token. */
    static ProbeEnded end(CloudAnswer answer) {
        var codes = answer.json().getValue("error_codes") instanceof JsonArray list ? list : new JsonArray();
        var detail = "token: %d AADSTS%s, request %s"
                .formatted(
                        answer.status(),
                        codes.isEmpty() || !(codes.getValue(0) instanceof Number number) ? "?" : number.longValue(),
                        answer.header("x-ms-request-id").orElse("unknown"));
        return Arrays.stream(values())
                .filter(error -> codes.contains(error.code))
                .findFirst()
                .map(error -> error.reason
                        .map(reason -> ProbeEnded.refused(reason, detail))
                        .orElseGet(() -> ProbeEnded.unreachable(error.trouble.orElseThrow(), detail)))
                .orElseGet(() -> ProbeEnded.unreachable(unknown(answer), detail));
    }

    private static Trouble unknown(CloudAnswer answer) {
        if (answer.status() == MANY) {
            return Trouble.THROTTLED;
        }
        if (answer.status() >= SERVER_ERROR) {
            return Trouble.CLOUD_FAILED;
        }
        return "invalid_client".equals(answer.json().getValue("error")) ? Trouble.CREDENTIAL_REFUSED : Trouble.UNMAPPED;
    }
}
