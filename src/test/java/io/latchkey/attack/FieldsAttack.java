package io.latchkey.attack;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.attack.Document.Operation;
import io.latchkey.attack.Document.Parameter;
import io.latchkey.attack.Tally.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Every operation of the served document, with every parameter and member missing, doubled, unknown, and of every wrong kind. */
final class FieldsAttack implements Attack {

    /** Stands in a body where the attack goes. */
    private static final String HERE = "\"@here@\"";

    private static final int QUICK_PER_OPERATION = 36;
    private static final int HEALTH = 25;

    private record Try(String name, Supplier<Ask> ask) {}

    @Override
    public String group() {
        return "fields";
    }

    @Override
    public void run(Arena arena, Extent extent, Tally tally) {
        var things = Things.of(arena);
        var operations = arena.document.operations();
        for (var operation : operations) {
            for (var each : extent.sample(tries(arena, operation, things), QUICK_PER_OPERATION)) {
                tally.add(
                        operation + ", " + each.name(),
                        outcome(arena, operation, things, each.ask().get()));
                if (tally.cases() % HEALTH == 0) {
                    tally.also(operation + ", " + each.name(), arena.isHealthy(), "no good answer afterwards");
                }
            }
        }
        tally.remark(operations.size() + " operations of the served document.");
    }

    private static List<Fault> outcome(Arena arena, Operation operation, Things things, Ask ask) {
        var answer = arena.sent(ask);
        // Without one of its parts it is the path of something else.
        var isOther = (ask.target().replaceFirst("\\?.*", "") + "/").contains("//");
        var faults = isOther ? arena.judge.ofAnything(ask, answer) : arena.judge.of(operation, ask, answer);
        if (answer.filter(it -> it.status() < 300).isPresent()) {
            things.gone(operation);
        }
        // What a good case makes is taken away again, where that is possible.
        answer.filter(it -> it.status() == 201)
                .flatMap(it -> it.header("Location"))
                .ifPresent(url -> arena.sent(
                        Ask.of("DELETE", url.replaceFirst("https?://[^/]+", "")).as(things.callerOf(operation))));
        return faults;
    }

    private static List<Try> tries(Arena arena, Operation operation, Things things) {
        var tries = new ArrayList<Try>();
        Supplier<Ask> plain = () -> good(arena, operation, things.path(operation));
        var caller = things.callerOf(operation);
        tries.add(new Try("as it should be", () -> plain.get().as(caller)));
        tries.add(new Try("by nobody", plain));
        tries.add(new Try("by another organization", () -> plain.get().as(arena.other)));
        tries.add(new Try("by an operator", () -> plain.get().as(arena.operator)));
        tries.add(new Try(
                "with a wrong secret",
                () -> plain.get().as(new Caller(caller.organization(), caller.apiKey(), "wrong"))));
        operation.parameters().forEach(parameter -> tries.addAll(parameters(arena, operation, things, parameter)));
        tries.add(new Try(
                "an unknown parameter",
                () -> good(arena, operation, things.path(operation) + "?colour=red")
                        .as(caller)));
        operation.body().ifPresent(schema -> tries.addAll(bodies(arena, operation, things, schema)));
        return tries;
    }

    private static Ask good(Arena arena, Operation operation, String target) {
        var ask = Ask.of(operation.method(), target);
        return operation
                .body()
                .map(schema -> ask.json(
                        new Bodies(arena.document).of(schema).getFirst().toString()))
                .orElse(ask);
    }

    private static List<Try> parameters(Arena arena, Operation operation, Things things, Parameter parameter) {
        var tries = new ArrayList<Try>();
        var caller = things.callerOf(operation);
        var values = parameter.in().equals("header") ? Values.headers() : Values.encoded();
        values.forEach((name, value) -> tries.add(new Try(
                parameter.name() + " " + name,
                () -> with(arena, operation, things, parameter, value).as(caller))));
        if (parameter.in().equals("query")) {
            for (var more : List.of("0", "-1", "101", "1e1", "99999999999999999999", "1&" + parameter.name() + "=2")) {
                tries.add(new Try(
                        parameter.name() + " " + more,
                        () -> with(arena, operation, things, parameter, more).as(caller)));
            }
        }
        if (parameter.in().equals("header")) {
            tries.add(new Try(
                    parameter.name() + " twice",
                    () -> with(arena, operation, things, parameter, "\"1\"")
                            .with(parameter.name(), "\"2\"")
                            .as(caller)));
        }
        return tries;
    }

    private static Ask with(Arena arena, Operation operation, Things things, Parameter parameter, String value) {
        return switch (parameter.in()) {
            case "path" -> good(arena, operation, things.fill(operation, Map.of(parameter.name(), value)));
            case "query" -> good(arena, operation, things.path(operation) + "?" + parameter.name() + "=" + value);
            default -> good(arena, operation, things.path(operation)).with(parameter.name(), value);
        };
    }

    private static List<Try> bodies(Arena arena, Operation operation, Things things, JsonNode schema) {
        var tries = new ArrayList<Try>();
        var bodies = new Bodies(arena.document);
        var forms = bodies.of(schema).size();
        for (var form = 0; form < forms; form++) {
            var number = form;
            Supplier<ObjectNode> body = () -> bodies.of(schema).get(number);
            tries.add(of(operation, things, "form " + form, () -> body.get().toString()));
            bodies.places(schema).forEach((pointer, member) -> {
                tries.add(of(operation, things, pointer + " missing", () -> without(body.get(), pointer)));
                tries.add(of(operation, things, pointer + " twice", () -> twice(body.get(), pointer)));
                tries.add(of(operation, things, pointer + " in capitals", () -> capitals(body.get(), pointer)));
                Values.json()
                        .forEach((name, value) -> tries.add(
                                of(operation, things, pointer + " " + name, () -> put(body.get(), pointer, value))));
                if (member.path("readOnly").booleanValue()) {
                    tries.add(of(
                            operation,
                            things,
                            pointer + " read-only",
                            () -> put(body.get(), pointer, bodies.value(member).toString())));
                }
            });
            tries.add(of(operation, things, "an unknown member", () -> put(body.get(), "/colour", "\"red\"")));
            tries.add(of(operation, things, "a prototype", () -> put(body.get(), "/__proto__", "{\"a\":1}")));
            tries.add(of(operation, things, "a name of nothing", () -> put(body.get(), "/", "1")));
        }
        Values.json().forEach((name, value) -> tries.add(of(operation, things, "body " + name, () -> value)));
        return tries;
    }

    private static Try of(Operation operation, Things things, String name, Supplier<String> body) {
        return new Try(
                name,
                () -> Ask.of(operation.method(), things.path(operation))
                        .as(things.callerOf(operation))
                        .json(body.get()));
    }

    /** The body with any text at all where a member stands. */
    private static String put(ObjectNode body, String pointer, String json) {
        place(body, pointer).put(name(pointer), "@here@");
        return body.toString().replace(HERE, json);
    }

    private static String without(ObjectNode body, String pointer) {
        place(body, pointer).remove(name(pointer));
        return body.toString();
    }

    private static String twice(ObjectNode body, String pointer) {
        var name = Values.quoted(name(pointer));
        return put(body, pointer, "\"a\", " + name + ": \"b\"");
    }

    private static String capitals(ObjectNode body, String pointer) {
        var place = place(body, pointer);
        var value = place.path(name(pointer));
        place.remove(name(pointer));
        place.put(name(pointer).toUpperCase(java.util.Locale.ROOT), value.asText());
        return body.toString();
    }

    private static String name(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    /** The object that holds the member, made if need be. */
    private static ObjectNode place(ObjectNode body, String pointer) {
        var head = JsonPointer.compile(pointer).head();
        return head.length() == 0 ? body : body.withObject(head, JsonNode.OverwriteMode.ALL, true);
    }
}
