package io.latchkey.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.attack.Document.Operation;
import io.latchkey.attack.Tally.Fault;
import io.latchkey.attack.Tally.Wrong;
import io.latchkey.support.Members;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Says what is wrong with an answer, by the document that the service serves and by what no answer may hold. */
final class Judge {

    /** Traces of our insides; nothing that is sent here has one of them in it. */
    private static final Pattern INSIDES = Pattern.compile(
            "Exception|\\bat [a-z]+\\.[a-z.]+\\(|io\\.latchkey|io\\.(vertx|quarkus|smallrye|netty)|java\\.|"
                    + "jakarta|org\\.(hibernate|jboss)|jackson|PgException|violates|SELECT |INSERT INTO|UPDATE key");

    private static final Pattern SECRET = Pattern.compile("\"secret\":\"([^\"]+)\"");
    private static final Set<Integer> MAY_BREAK = Set.of(501, 503);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Document document;
    private final OpenApiInteractionValidator validator;
    private final Set<String> secrets = new CopyOnWriteArraySet<>();

    Judge(String served) {
        this.document = Document.read(served);
        this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(served)
                .withLevelResolver(LevelResolver.create()
                        // Members does this one, through allOf and oneOf.
                        .withLevel(
                                "validation.response.body.schema.additionalProperties", ValidationReport.Level.IGNORE)
                        .build())
                .build();
    }

    /** From now on this may be in no answer, but for the one that made it. */
    void hide(String secret) {
        secrets.add(secret);
    }

    List<String> hidden() {
        return List.copyOf(secrets);
    }

    /** What came of a request that is sent for an operation. */
    List<Fault> of(Operation operation, Ask ask, Optional<Answer> answer) {
        if (answer.isEmpty()) {
            return List.of(outside("no answer"));
        }
        return ask.isBeyondTheServer() && answer.get().isOfTheServer() ? List.of() : of(operation, answer.get());
    }

    /** What came of a request for what is no operation. */
    List<Fault> ofAnything(Ask ask, Optional<Answer> answer) {
        if (answer.isEmpty()) {
            return List.of(outside("no answer"));
        }
        return ask.isBeyondTheServer() && answer.get().isOfTheServer() ? List.of() : ofAnything(answer.get());
    }

    /** An answer of an operation. */
    List<Fault> of(Operation operation, Answer answer) {
        var faults = new ArrayList<>(ofAnything(answer));
        var made = SECRET.matcher(answer.body());
        if (answer.status() < 300 && made.find()) {
            hide(made.group(1));
        }
        var status = operation.responses().path(String.valueOf(answer.status()));
        if (status.isMissingNode()) {
            faults.add(outside("status " + answer.status() + " is not documented: " + answer.body()));
            return faults;
        }
        var response = SimpleResponse.Builder.status(answer.status()).withBody(answer.body());
        answer.headers().forEach(line -> {
            var colon = line.indexOf(':');
            response.withHeader(
                    line.substring(0, colon), line.substring(colon + 1).strip());
        });
        validator
                .validateResponse(
                        operation.path().replaceAll("[{}]", ""),
                        Request.Method.valueOf(operation.method()),
                        response.build())
                .getMessages()
                .forEach(message -> faults.add(outside(message.getMessage())));
        if (answer.status() < 400) {
            read(answer)
                    .ifPresent(body ->
                            members(body, document.resolved(status).at("/content/application~1json/schema"), faults));
        }
        return faults;
    }

    /** An answer to what is no operation. */
    List<Fault> ofAnything(Answer answer) {
        var faults = new ArrayList<Fault>();
        if (answer.status() >= 500 && !MAY_BREAK.contains(answer.status())) {
            faults.add(new Fault(Wrong.BROKEN, "status " + answer.status() + " " + answer.body()));
        }
        if (answer.status() < 200) {
            faults.add(outside("no status: " + answer.start()));
        }
        if (answer.header("X-Request-Id").filter(id -> !id.isBlank()).isEmpty()) {
            faults.add(outside("no X-Request-Id: " + answer.start()));
        }
        if (answer.status() >= 400) {
            faults.addAll(failure(answer));
        }
        faults.addAll(leaks(answer));
        return faults;
    }

    private List<Fault> failure(Answer answer) {
        var faults = new ArrayList<Fault>();
        if (answer.header("content-type")
                .filter(type -> type.startsWith("application/json"))
                .isEmpty()) {
            faults.add(outside("no JSON: " + answer.whole()));
            return faults;
        }
        var body = read(answer);
        if (body.isEmpty()
                || !body.get().path("errors").isArray()
                || body.get().path("errors").isEmpty()) {
            faults.add(outside("no errors: " + answer.whole()));
            return faults;
        }
        members(body.get(), document.root().at("/components/schemas/Failure"), faults);
        body.get().path("errors").forEach(error -> {
            var isWhole = error.path("id")
                            .asText()
                            .equals(answer.header("X-Request-Id").orElse("none"))
                    && error.path("status").asText().equals(String.valueOf(answer.status()))
                    && !error.path("code").asText().isEmpty()
                    && !error.path("title").asText().isEmpty()
                    && !error.path("detail").asText().isEmpty();
            if (!isWhole) {
                faults.add(outside("not the Failure form: " + error));
            }
        });
        return faults;
    }

    private List<Fault> leaks(Answer answer) {
        var faults = new ArrayList<Fault>();
        var insides = INSIDES.matcher(answer.whole());
        if (insides.find()) {
            faults.add(new Fault(Wrong.OTHER, "shows its insides, " + insides.group() + ": " + answer.whole()));
        }
        secrets.stream()
                .filter(secret -> shows(answer.whole(), secret))
                .forEach(_ -> faults.add(new Fault(Wrong.OTHER, "shows a secret")));
        return faults;
    }

    /** Whether the text shows the secret, as it is or as HTTP Basic carries it. */
    static boolean shows(String text, String secret) {
        return text.contains(secret)
                || IntStream.range(0, 3)
                        .mapToObj(before -> encoded(secret, before))
                        .anyMatch(text::contains);
    }

    /**
     * What of it no neighbour changes: base 64 makes four letters of three bytes, and which three depends on how many there
     * are before.
     */
    private static String encoded(String secret, int before) {
        var all = Base64.getEncoder().encodeToString((" ".repeat(before) + secret).getBytes(UTF_8));
        return all.substring(4, all.length() - 4);
    }

    private void members(JsonNode value, JsonNode schema, List<Fault> faults) {
        try {
            new Members(document.root()).check(value, schema);
        } catch (AssertionError e) {
            faults.add(outside(e.getMessage()));
        }
    }

    private static Optional<JsonNode> read(Answer answer) {
        try {
            return answer.body().isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(answer.body()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Fault outside(String what) {
        return new Fault(Wrong.OUTSIDE_THE_CONTRACT, what.length() > 600 ? what.substring(0, 600) + "…" : what);
    }
}
