package io.latchkey.provider.gcp;

import io.latchkey.key.GcpKey;
import io.latchkey.key.Reason;
import io.latchkey.key.Trouble;
import io.latchkey.outbound.CloudAnswer;
import io.latchkey.provider.ProbeEnded;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;

/**
 * What Cloud KMS answers when it does not do what it is asked, and what that means: by the status of the RPC, and where that
 * is not enough by the reason that comes with it.
 *
 * @see <a href="https://cloud.google.com/apis/design/errors">Errors of Google's APIs</a>
 * @see <a href="https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys">Cloud KMS</a>
 */
enum CloudKmsError {
    // About the key: its owner can mend these.
    PERMISSION_DENIED(Reason.ACCESS_DENIED),
    NOT_FOUND(Reason.KEY_NOT_FOUND),

    // Ours, or Google's.
    UNAUTHENTICATED(Trouble.CREDENTIAL_REFUSED),
    RESOURCE_EXHAUSTED(Trouble.THROTTLED),
    UNAVAILABLE(Trouble.CLOUD_FAILED),
    INTERNAL(Trouble.CLOUD_FAILED),
    ABORTED(Trouble.CLOUD_FAILED),
    UNKNOWN(Trouble.CLOUD_FAILED),
    CANCELLED(Trouble.CLOUD_FAILED),
    DEADLINE_EXCEEDED(Trouble.TIMED_OUT),
    INVALID_ARGUMENT(Trouble.BROKEN),

    /** The key was found fit a moment ago: it is being changed, or its external key manager is away. */
    FAILED_PRECONDITION(Trouble.KEY_IN_TRANSITION);

    /** The same error of a version that the key's id names, and that nothing else tells about. */
    private static final Reason OF_A_NAMED_VERSION = Reason.KEY_DISABLED;

    private static final int UNAUTHORIZED = 401;
    private static final int MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final Optional<Reason> reason;
    private final Optional<Trouble> trouble;

    CloudKmsError(Reason reason) {
        this.reason = Optional.of(reason);
        this.trouble = Optional.empty();
    }

    CloudKmsError(Trouble trouble) {
        this.reason = Optional.empty();
        this.trouble = Optional.of(trouble);
    }

    /**
     * How the probe ends that met this error.
     *
     * @param speaksOfVersion whether a failed precondition can only be the state of the version that the key's id names
     */
    static ProbeEnded end(String operation, GcpKey key, boolean speaksOfVersion, CloudAnswer answer) {
        var error = answer.json().getValue("error") instanceof JsonObject object ? object : new JsonObject();
        var status = word(error.getValue("status"));
        var info = ErrorInfo.of(error);
        var detail = "%s: %d %s %s"
                .formatted(operation, answer.status(), status.isEmpty() ? "without a status" : status, info.reason());
        if (status.equals(FAILED_PRECONDITION.name()) && speaksOfVersion) {
            return ProbeEnded.refused(OF_A_NAMED_VERSION, detail);
        }
        if (status.equals(PERMISSION_DENIED.name())) {
            return denied(info, key, detail);
        }
        return Arrays.stream(values())
                .filter(known -> known.name().equals(status))
                .findFirst()
                .map(known -> known.reason
                        .map(reason -> ProbeEnded.refused(reason, detail))
                        .orElseGet(() -> ProbeEnded.unreachable(known.trouble.orElseThrow(), detail)))
                .orElseGet(() -> ProbeEnded.unreachable(unknown(answer.status()), detail));
    }

    /**
     * Who is denied what. The reasons about a consumer are about a project; only where it is the key's, is it for the key's
     * owner to mend.
     *
     * @see <a href="https://cloud.google.com/dotnet/docs/reference/Google.Api.CommonProtos/latest/Google.Api.ErrorReason">Reasons</a>
     */
    private static ProbeEnded denied(ErrorInfo info, GcpKey key, String detail) {
        return switch (info.reason()) {
            case "", "IAM_PERMISSION_DENIED" -> ProbeEnded.refused(Reason.ACCESS_DENIED, detail);
            case "SECURITY_POLICY_VIOLATED" -> ProbeEnded.refused(Reason.NETWORK_BLOCKED, detail);
            case "SERVICE_DISABLED" ->
                info.isAbout(key.project())
                        ? ProbeEnded.refused(Reason.SERVICE_DISABLED, detail)
                        : ProbeEnded.unreachable(Trouble.CREDENTIAL_REFUSED, detail);
            case "BILLING_DISABLED",
                    "CONSUMER_INVALID",
                    "CONSUMER_SUSPENDED",
                    "USER_PROJECT_DENIED",
                    "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                    "ACCOUNT_STATE_INVALID" -> ProbeEnded.unreachable(Trouble.CREDENTIAL_REFUSED, detail);
            default -> ProbeEnded.unreachable(Trouble.UNMAPPED, detail);
        };
    }

    private static Trouble unknown(int status) {
        return switch (status) {
            case UNAUTHORIZED -> Trouble.CREDENTIAL_REFUSED;
            case MANY -> Trouble.THROTTLED;
            default -> status >= SERVER_ERROR ? Trouble.CLOUD_FAILED : Trouble.UNMAPPED;
        };
    }

    /** Capital letters only, so that it is safe in a log. */
    private static String word(Object value) {
        return value instanceof String text && text.matches("[A-Z_]{1,64}") ? text : "";
    }

    /**
     * What comes with an error for programs.
     *
     * @param consumer the project that was denied a service, by its id or its number
     * @param container the same project by its id, where the error tells it
     */
    private record ErrorInfo(String reason, String consumer, String container) {

        private static final String TYPE = "type.googleapis.com/google.rpc.ErrorInfo";

        static ErrorInfo of(JsonObject error) {
            var details = error.getValue("details") instanceof JsonArray list ? list : new JsonArray();
            return details.stream()
                    .filter(JsonObject.class::isInstance)
                    .map(JsonObject.class::cast)
                    .filter(detail -> TYPE.equals(detail.getValue("@type")))
                    .findFirst()
                    .map(info -> new ErrorInfo(
                            word(info.getValue("reason")), metadata(info, "consumer"), metadata(info, "containerInfo")))
                    .orElse(new ErrorInfo("", "", ""));
        }

        boolean isAbout(String project) {
            return consumer.equals("projects/" + project) || container.equals(project);
        }

        private static String metadata(JsonObject info, String name) {
            return info.getValue("metadata") instanceof JsonObject metadata
                            && metadata.getValue(name) instanceof String value
                    ? value
                    : "";
        }
    }
}
