package io.latchkey.support;

import static io.restassured.RestAssured.given;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.restassured.specification.RequestSpecification;

/** Checks every answer against the document that the running service serves. */
public final class Contract {

    private static OpenApiValidationFilter filter;

    private Contract() {}

    /** A request without a credential, whose answer is checked: statuses, headers, types, and that no member is unknown. */
    public static RequestSpecification checked() {
        return given().filter(filter()).filter(new DocumentedMembers());
    }

    /** The same with a bearer token. */
    public static RequestSpecification bearing(String token) {
        return checked().header("Authorization", "Bearer " + token);
    }

    private static synchronized OpenApiValidationFilter filter() {
        if (filter == null) {
            filter = new OpenApiValidationFilter(OpenApiInteractionValidator.createForInlineApiSpecification(served())
                    .withLevelResolver(LevelResolver.create()
                            // Tests send bad requests on purpose; what is checked is what comes back.
                            .withLevel("validation.request", ValidationReport.Level.IGNORE)
                            // DocumentedMembers does this one, through allOf and oneOf.
                            .withLevel(
                                    "validation.response.body.schema.additionalProperties",
                                    ValidationReport.Level.IGNORE)
                            .build())
                    .build());
        }
        return filter;
    }

    /** The document as the service serves it. */
    public static String served() {
        return given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
