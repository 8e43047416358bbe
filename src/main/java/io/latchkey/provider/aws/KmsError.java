package io.latchkey.provider.aws;

import io.latchkey.key.Reason;
import io.latchkey.key.Trouble;
import io.latchkey.outbound.CloudAnswer;
import io.latchkey.provider.ProbeEnded;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What KMS answers when it does not do what it is asked, and what that means. KMS tells errors apart by their names, hardly by
 * the HTTP status.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html#API_DescribeKey_Errors">DescribeKey</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html#API_Decrypt_Errors">Decrypt</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html">Errors common to all actions</a>
 */
enum KmsError {
    // About the key: its owner can mend these.
    AccessDeniedException(Reason.ACCESS_DENIED),
    NotFoundException(Reason.KEY_NOT_FOUND),
    InvalidArnException(Reason.KEY_NOT_FOUND),
    DisabledException(Reason.KEY_DISABLED),
    InvalidKeyUsageException(Reason.WRONG_KEY_TYPE),
    UnsupportedOperationException(Reason.WRONG_KEY_TYPE),

    // The key was found enabled a moment ago: it is being changed, or its own key store is away. DescribeKey will tell.
    KMSInvalidStateException(Trouble.KEY_IN_TRANSITION),
    KeyUnavailableException(Trouble.KEY_IN_TRANSITION),

    // We ask too much, or AWS can't do its work.
    ThrottlingException(Trouble.THROTTLED),
    Throttling(Trouble.THROTTLED),
    LimitExceededException(Trouble.THROTTLED),
    RequestLimitExceeded(Trouble.THROTTLED),
    TooManyRequestsException(Trouble.THROTTLED),
    KMSInternalException(Trouble.CLOUD_FAILED),
    InternalFailure(Trouble.CLOUD_FAILED),
    InternalServerError(Trouble.CLOUD_FAILED),
    ServiceUnavailable(Trouble.CLOUD_FAILED),
    ServiceUnavailableException(Trouble.CLOUD_FAILED),
    DependencyTimeoutException(Trouble.CLOUD_FAILED),

    // Our own credential or clock.
    UnrecognizedClientException(Trouble.CREDENTIAL_REFUSED),
    InvalidClientTokenId(Trouble.CREDENTIAL_REFUSED),
    InvalidSignatureException(Trouble.CREDENTIAL_REFUSED),
    SignatureDoesNotMatch(Trouble.CREDENTIAL_REFUSED),
    ExpiredTokenException(Trouble.CREDENTIAL_REFUSED),
    ExpiredToken(Trouble.CREDENTIAL_REFUSED),
    IncompleteSignature(Trouble.CREDENTIAL_REFUSED),
    IncompleteSignatureException(Trouble.CREDENTIAL_REFUSED),
    MissingAuthenticationToken(Trouble.CREDENTIAL_REFUSED),
    MissingAuthenticationTokenException(Trouble.CREDENTIAL_REFUSED),
    OptInRequired(Trouble.CREDENTIAL_REFUSED),
    NotAuthorized(Trouble.CREDENTIAL_REFUSED),
    RequestExpired(Trouble.CLOCK_SKEW),
    RequestTimeTooSkewed(Trouble.CLOCK_SKEW),

    // Our request or our round trip was wrong.
    InvalidCiphertextException(Trouble.BROKEN),
    IncorrectKeyException(Trouble.BROKEN),
    InvalidGrantTokenException(Trouble.BROKEN),
    DryRunOperationException(Trouble.BROKEN),
    ValidationException(Trouble.BROKEN),
    ValidationError(Trouble.BROKEN),
    SerializationException(Trouble.BROKEN),
    UnknownOperationException(Trouble.BROKEN),
    InvalidAction(Trouble.BROKEN);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final Optional<Reason> reason;
    private final Optional<Trouble> trouble;

    KmsError(Reason reason) {
        this.reason = Optional.of(reason);
        this.trouble = Optional.empty();
    }

    KmsError(Trouble trouble) {
        this.reason = Optional.empty();
        this.trouble = Optional.of(trouble);
    }

    /** Whether another attempt a moment later may find the error gone. */
    static boolean passes(CloudAnswer answer) {
        return named(name(answer))
                .flatMap(error -> error.trouble)
                .filter(trouble -> trouble == Trouble.THROTTLED || trouble == Trouble.CLOUD_FAILED)
                .isPresent();
    }

    /** How the probe ends that met this error. */
    static ProbeEnded end(String operation, CloudAnswer answer) {
        var name = name(answer);
        var detail = "%s %d %s, request %s"
                .formatted(
                        operation,
                        answer.status(),
                        name.isEmpty() ? "without a name" : name,
                        answer.header("x-amzn-RequestId").orElse("unknown"));
        var error = named(name);
        if (error.filter(AccessDeniedException::equals).isPresent() && Denial.isOurs(answer)) {
            return ProbeEnded.unreachable(Trouble.CREDENTIAL_REFUSED, detail + ", denied by a policy on our side");
        }
        if (error.filter(InvalidSignatureException::equals).isPresent() && isOfAnotherTime(answer)) {
            return ProbeEnded.unreachable(Trouble.CLOCK_SKEW, detail);
        }
        return error.map(known -> known.reason
                        .map(reason -> ProbeEnded.refused(reason, detail))
                        .orElseGet(() -> ProbeEnded.unreachable(known.trouble.orElseThrow(), detail)))
                .orElseGet(() -> ProbeEnded.unreachable(unnamed(answer.status()), detail));
    }

    /**
     * What the answer to a dry run says, which is always an error. A denial by a policy of our own says nothing of the grant.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html">Testing permissions</a>
     */
    static Optional<Boolean> permits(CloudAnswer answer) {
        return answer.isSuccess()
                ? Optional.empty()
                : named(name(answer))
                        .filter(error -> error == DryRunOperationException
                                || (error == AccessDeniedException && !Denial.isOurs(answer)))
                        .map(DryRunOperationException::equals);
    }

    /**
     * KMS calls a signature invalid whose time is too far from its own; only its message tells that from a wrong secret.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html#signature-v4-troubleshooting-credential-scope">Time
     *     of signatures</a>
     */
    private static boolean isOfAnotherTime(CloudAnswer answer) {
        return Stream.of("message", "Message")
                .map(answer.json()::getValue)
                .anyMatch(message -> message instanceof String text
                        && (text.startsWith("Signature expired") || text.startsWith("Signature not yet current")));
    }

    /** Whether it speaks against one key's own store, and not against KMS. */
    static boolean isOfOneKey(CloudAnswer answer) {
        return named(name(answer))
                .filter(error -> error == KeyUnavailableException || error == DependencyTimeoutException)
                .isPresent();
    }

    private static Trouble unnamed(int status) {
        if (status == TOO_MANY_REQUESTS) {
            return Trouble.THROTTLED;
        }
        return status >= SERVER_ERROR ? Trouble.CLOUD_FAILED : Trouble.UNMAPPED;
    }

    private static Optional<KmsError> named(String name) {
        return Arrays.stream(values())
                .filter(error -> error.name().equals(name))
                .findFirst();
    }

    /**
     * The error's name, without the name space before it and what may follow it; letters only, so that it is safe in a log.
     *
     * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization">AWS JSON 1.1
     *     errors</a>
     */
    private static String name(CloudAnswer answer) {
        var written = answer.json().getValue("__type") instanceof String type
                ? type
                : answer.header("x-amzn-ErrorType").orElse("");
        var name = written.substring(written.indexOf('#') + 1).split(":", 2)[0].strip();
        return name.matches("[A-Za-z]{1,64}") ? name : "";
    }
}
