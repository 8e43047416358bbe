package io.latchkey.key;

/**
 * Every way in which Latchkey says no, with the HTTP status, the code for programs and the title for people. The detail
 * of one occurrence is in its {@link Fault}.
 */
public enum Refusal {
    UNREADABLE_JSON(400, "invalid_json", "Unreadable JSON"),
    INVALID_FILTER(400, "invalid_filter", "Invalid Filter"),
    INVALID_PAGE_SIZE(400, "invalid_page_size", "Invalid Page Size"),
    INVALID_PAGE_TOKEN(400, "invalid_page_token", "Invalid Page Token"),
    BAD_REQUEST(400, "bad_request", "Bad Request"),
    UNAUTHENTICATED(401, "user_unauthenticated", "Authentication Required"),
    QUOTA_EXCEEDED(402, "quota_exceeded", "Quota Exceeded"),
    FORBIDDEN(403, "user_unauthorized", "User Access Unauthorized"),
    NOT_FOUND(404, "resource_not_found", "Not Found"),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "Method Not Allowed"),
    NOT_ACCEPTABLE(406, "not_acceptable", "Not Acceptable"),
    ALREADY_REGISTERED(409, "resource_already_exists", "Resource Already Exists"),
    KEY_NOT_VALID(409, "key_not_valid", "Key Not Valid"),
    KEY_IN_USE(409, "key_in_use", "Key In Use"),
    REQUEST_IN_FLIGHT(409, "request_in_flight", "Request In Flight"),
    OWN_ACCESS(409, "own_access", "Own Access"),
    ROTATED_ALREADY(409, "rotated_already", "Rotated Already"),
    ORGANIZATION_EXISTS(409, "resource_already_exists", "Resource Already Exists"),
    PRECONDITION_FAILED(412, "precondition_failed", "Precondition Failed"),
    BODY_TOO_LARGE(413, "body_too_large", "Body Too Large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type", "Unsupported Media Type"),
    IDEMPOTENCY_KEY_REUSED(422, "idempotency_key_reused", "Idempotency Key Reused"),
    INVALID_FIELD(422, "invalid_configuration", "Validation Failed"),
    RATE_LIMITED(429, "rate_limit_exceeded", "Too Many Requests"),
    INTERNAL(500, "internal_error", "Internal Error"),
    WEBHOOKS_OFF(501, "webhooks_off", "Webhooks Off"),
    UNAVAILABLE(503, "service_unavailable", "Service Unavailable");

    private final int status;
    private final String code;
    private final String title;

    Refusal(int status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The code for programs; never changes once published. */
    public String code() {
        return code;
    }

    public String title() {
        return title;
    }
}
