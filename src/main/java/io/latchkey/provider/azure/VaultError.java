package io.latchkey.provider.azure;

import io.latchkey.key.Reason;
import io.latchkey.key.Trouble;
import io.latchkey.outbound.CloudAnswer;
import io.latchkey.provider.ProbeEnded;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a vault answers when it does not do what it is asked, and what that means. The innermost error code tells most.
 *
 * @see <a href="https://learn.microsoft.com/azure/key-vault/general/rest-error-codes">Error codes</a>
 */
enum VaultError {
    // About the key or the vault: their owner can mend these.
    KeyDisabled(403, Reason.KEY_DISABLED),
    KeyOperationForbidden(403, Reason.OPERATION_NOT_PERMITTED),
    KeyExpired(403, Reason.EXPIRED),
    KeyNotYetValid(403, Reason.NOT_YET_ACTIVE),
    ForbiddenByRbac(403, Reason.ACCESS_DENIED),
    ForbiddenByPolicy(403, Reason.ACCESS_DENIED),
    AccessDenied(403, Reason.ACCESS_DENIED),
    ForbiddenByFirewall(403, Reason.NETWORK_BLOCKED),
    ForbiddenByConnection(403, Reason.NETWORK_BLOCKED),
    Forbidden(403, Reason.ACCESS_DENIED),
    KeyNotFound(404, Reason.KEY_NOT_FOUND),
    ObjectIsDeletedButRecoverable(409, Reason.PENDING_DELETION),
    ObjectIsBeingDeleted(409, Reason.PENDING_DELETION),

    // Ours, or Azure's.
    Unauthorized(401, Trouble.CREDENTIAL_REFUSED),
    BadParameter(400, Trouble.BROKEN),
    RequestTimeout(408, Trouble.TIMED_OUT),
    Throttled(429, Trouble.THROTTLED),
    InternalServerError(500, Trouble.CLOUD_FAILED),
    ServiceUnavailable(503, Trouble.CLOUD_FAILED);

    private static final int UNAUTHORIZED = 401;
    private static final int TIMEOUT = 408;
    private static final int MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final int status;
    private final Optional<Reason> reason;
    private final Optional<Trouble> trouble;

    VaultError(int status, Reason reason) {
        this.status = status;
        this.reason = Optional.of(reason);
        this.trouble = Optional.empty();
    }

    VaultError(int status, Trouble trouble) {
        this.status = status;
        this.reason = Optional.empty();
        this.trouble = Optional.of(trouble);
    }

    int status() {
        return status;
    }

    /** How the probe ends that met this error. */
    static ProbeEnded end(String operation, CloudAnswer answer) {
        var code = code(answer.json());
        var detail = "%s: %d %s, request %s"
                .formatted(
                        operation,
                        answer.status(),
                        code.isEmpty() ? "without a code" : code,
                        answer.header("x-ms-request-id").orElse("unknown"));
        return Arrays.stream(values())
                .filter(error -> error.status == answer.status() && error.name().equals(code))
                .findFirst()
                .map(error -> error.reason
                        .map(reason -> ProbeEnded.refused(reason, detail))
                        .orElseGet(() -> ProbeEnded.unreachable(error.trouble.orElseThrow(), detail)))
                .orElseGet(() -> ProbeEnded.unreachable(unknown(answer.status()), detail));
    }

    private static Trouble unknown(int status) {
        return switch (status) {
            case UNAUTHORIZED -> Trouble.CREDENTIAL_REFUSED;
            case TIMEOUT -> Trouble.TIMED_OUT;
            case MANY -> Trouble.THROTTLED;
            default -> status >= SERVER_ERROR ? Trouble.CLOUD_FAILED : Trouble.UNMAPPED;
        };
    }

    /** Letters only, so that it is safe in a log. */
    private static String code(JsonObject body) {
        var code = "";
        Object level = body.getValue("error");
        while (level instanceof JsonObject error) {
            code = error.getValue("code") instanceof String text && text.matches("[A-Za-z]{1,64}") ? text : "";
            level = error.getValue("innererror");
        }
        return code;
    }
}
