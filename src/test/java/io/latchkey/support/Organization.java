package io.latchkey.support;

import io.latchkey.boot.PostgresForPackagedService;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.UUID;

/** An organization that only one test knows, with an API key of its own. */
public record Organization(UUID id, String apiKey, String secret) {

    public static Organization fresh() {
        var id = UUID.randomUUID();
        var organization = new Organization(id, "KEY" + id.toString().substring(0, 8), "secret-of-" + id);
        organization.store();
        return organization;
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
        return io.restassured.RestAssured.given(new RequestSpecBuilder().build())
                .header("Authorization", authorization());
    }

    public String authorization() {
        var credential = apiKey + ":" + secret;
        return "Basic " + Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
    }

    private void store() {
        try (var connection = DriverManager.getConnection(PostgresForPackagedService.jdbcUrl());
                var organization = connection.prepareStatement("INSERT INTO organization (id) VALUES (?)");
                var key = connection.prepareStatement(
                        "INSERT INTO api_key (id, organization_id, secret_sha256) VALUES (?, ?, ?)")) {
            organization.setObject(1, id);
            organization.executeUpdate();
            key.setString(1, apiKey);
            key.setObject(2, id);
            key.setBytes(3, MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
            key.executeUpdate();
        } catch (SQLException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
