package io.latchkey.support;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/** An organization that only one test knows, with an API key of its own. */
public record Organization(UUID id, String apiKey, String secret) {

    public static Organization fresh() {
        return fresh("KeyAdmin");
    }

    /** Its API key has these roles. */
    public static Organization fresh(String... roles) {
        var id = UUID.randomUUID();
        try (var database = TestDatabase.connect()) {
            database.update("INSERT INTO organization (id) VALUES (?)", id);
        }
        return new Organization(id, "", "").withApiKey(roles);
    }

    /** The same organization with one more API key, which has these roles. */
    public Organization withApiKey(String... roles) {
        var salt = UUID.randomUUID().toString();
        var other = new Organization(id, "KEY" + salt.substring(0, 18), "secret-of-" + salt);
        other.store(roles);
        return other;
    }

    /** A request with this organization's credential, whose answer is checked against the served OpenAPI document. */
    public RequestSpecification asks() {
        return Contract.checked().header("Authorization", authorization());
    }

    public RequestSpecification sends(String json) {
        return asks().contentType(ContentType.JSON).body(json);
    }

    /** A request that the OpenAPI document does not know, so only the Failure form is checked. */
    public RequestSpecification asksOffTheMap() {
        return RestAssured.given().header("Authorization", authorization());
    }

    public String authorization() {
        var credential = apiKey + ":" + secret;
        return "Basic " + Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
    }

    private void store(String... roles) {
        try (var database = TestDatabase.connect()) {
            database.update(
                    "INSERT INTO api_key (id, organization_id, secret_sha256, roles) VALUES (?, ?, ?, ?)",
                    apiKey,
                    id,
                    MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)),
                    roles);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
