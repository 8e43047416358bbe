package io.latchkey.attack;

import io.latchkey.attack.Tally.Fault;
import io.latchkey.attack.Tally.Wrong;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Methods that a path does not take, and paths that lead nowhere or are spelt so that a filter might not know them. */
final class PathsAttack implements Attack {

    private static final List<String> METHODS = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "BREW",
            "get",
            "G-T",
            "X".repeat(500));

    private static final List<String> ODD = List.of(
            "/",
            "//",
            "/.",
            "/..",
            "/%2e%2e/",
            "/api",
            "/api/",
            "/api/api/byok/v1/keys",
            "/api//byok/v1/keys",
            "/apibyok/v1/keys",
            "/api/admin/v1/audit",
            "/api/q/openapi",
            "/api/byok/v1/../../q/metrics",
            "/api/byok/v1/..%2f..%2fadmin/v1/audit",
            "/byok",
            "/byok/v1",
            "/byok/v2/keys",
            "/byok/v1/keys/",
            "/byok/v1/keys//",
            "//byok/v1/keys",
            "/byok//v1/keys",
            "/byok/./v1/keys",
            "/byok/v1/keys/../keys",
            "/byok/v1/keys/%2e%2e/quota",
            "/byok/v1/keys%2f",
            "/byok%2fv1%2fkeys",
            "/byok/v1/keys;a=b",
            "/byok/v1/keys;/../../admin",
            "/byok;x/v1/keys",
            "/BYOK/V1/KEYS",
            "/byok/v1/keys.json",
            "/byok/v1/keys%00",
            "/byok/v1/keys%0d%0aX-Forged:%201",
            "/byok/v1/keys?%00=%00",
            "/byok/v1/keys?=&&&=",
            "/byok/v1/keys?page_size=1#fragment",
            "/byok/v1/keys#fragment",
            "/byok\\v1\\keys",
            "/admin",
            "/admin/v1",
            "/admin/v1/organizations/",
            "/Admin/v1/audit",
            "/admin/v1/organizations/*",
            "/q",
            "/q/",
            "/q/metrics",
            "/q/health",
            "/q/health/ready",
            "/q/info",
            "/q/dev",
            "/q/dev-ui",
            "/q/arc",
            "/q/arc/beans",
            "/dev/token",
            "/metrics",
            "/favicon.ico",
            "/.well-known/openid-configuration",
            "/.git/config",
            "/.env",
            "/META-INF/openapi.yaml",
            "/application.properties",
            "/index.html",
            "http://localhost/byok/v1/keys",
            "http://elsewhere.invalid/byok/v1/keys",
            "https://localhost:1/byok/v1/keys",
            "byok/v1/keys",
            "*",
            "localhost:443",
            "?",
            "/" + "a/".repeat(2_000),
            "/" + "../".repeat(500) + "etc/passwd",
            "/" + "%2e%2e%2f".repeat(300) + "etc/passwd",
            "/" + "a".repeat(40_000),
            "/ключ",
            "/%");

    @Override
    public String group() {
        return "methods and paths";
    }

    @Override
    public void run(Arena arena, Extent extent, Tally tally) {
        var things = Things.of(arena);
        var paths = new LinkedHashSet<>(ODD);
        arena.document.operations().forEach(operation -> {
            if (!operation.method().equals("DELETE")) {
                paths.add(things.path(operation));
            }
        });
        var documented = arena.document.operations().stream()
                .map(operation -> operation.method() + " " + things.path(operation))
                .toList();
        var asks = new ArrayList<Ask>();
        paths.forEach(path -> METHODS.stream()
                .filter(method -> !documented.contains(method + " " + path))
                .forEach(method -> asks.add(Ask.of(method, path))));
        for (var ask : extent.sample(asks, 250)) {
            tried(arena, ask, tally);
        }
        tally.also("all", arena.isHealthy(), "no good answer afterwards");
    }

    private static void tried(Arena arena, Ask ask, Tally tally) {
        for (var caller : List.of(Caller.NOBODY, arena.acme)) {
            var answer = arena.sent(ask.as(caller));
            var name = ask.method().substring(0, Math.min(10, ask.method().length())) + " "
                    + ask.target().substring(0, Math.min(80, ask.target().length())) + " by " + caller;
            tally.add(name, faults(arena, ask, caller, answer));
        }
    }

    private static List<Fault> faults(Arena arena, Ask ask, Caller caller, Optional<Answer> answer) {
        if (ask.isHead()) {
            return answer.filter(it -> it.status() >= 200 && it.status() < 500).isPresent()
                    ? List.of()
                    : List.of(new Fault(Wrong.OUTSIDE_THE_CONTRACT, String.valueOf(answer)));
        }
        if (ask.method().equals("OPTIONS")
                && answer.filter(it -> it.status() == 200
                                && it.body().isEmpty()
                                && it.header("Allow").isPresent())
                        .isPresent()) {
            return List.of();
        }
        var faults = new ArrayList<>(arena.judge.ofAnything(ask, answer));
        answer.ifPresent(it -> {
            if (it.status() < 300 && caller.equals(Caller.NOBODY)) {
                faults.add(new Fault(Wrong.OTHER, "nobody is let in: " + it.start()));
            }
            if (it.status() == 405 && it.header("Allow").isEmpty()) {
                faults.add(new Fault(Wrong.OUTSIDE_THE_CONTRACT, "405 without Allow"));
            }
            if (it.header("X-Forged").isPresent() || it.body().contains("X-Forged")) {
                faults.add(new Fault(Wrong.OTHER, "a header is forged"));
            }
        });
        return faults;
    }
}
