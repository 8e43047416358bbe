package io.latchkey.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Which methods the paths take, for the header {@code Allow}: the framework refuses a method, and does not say what it would take. */
final class Methods {

    private static final String KEYS = "/byok/v1/keys";
    private static final String WEBHOOKS = "/byok/v1/webhooks";
    private static final String ORGANIZATIONS = "/admin/v1/organizations";
    private static final Map<Pattern, String> TAKEN = new LinkedHashMap<>();

    static {
        take(KEYS, "GET, POST");
        take(KEYS + "/{id}", "GET, PATCH, DELETE");
        take(KEYS + "/{id}/(usage|findings|grants|events|protected-resources)", "GET");
        take(KEYS + "/{id}/(validate|restore)", "POST");
        take(KEYS + "/{id}/protected-resources/{resource}", "GET, PUT, DELETE");
        take("/byok/v1/(grantees|quota)", "GET");
        take(WEBHOOKS, "GET, POST");
        take(WEBHOOKS + "/{webhook}", "GET, DELETE");
        take(WEBHOOKS + "/{webhook}/(rotate|disable|enable|test|redeliver)", "POST");
        take(WEBHOOKS + "/{webhook}/deliveries", "GET");
        take(WEBHOOKS + "/{webhook}/deliveries/{event}/redeliver", "POST");
        take(ORGANIZATIONS, "GET, POST");
        take(ORGANIZATIONS + "/{id}", "GET, PATCH");
        take(ORGANIZATIONS + "/{organization}/api-keys", "GET, POST");
        take(ORGANIZATIONS + "/{organization}/api-keys/{id}", "GET, DELETE");
        take(ORGANIZATIONS + "/{organization}/api-keys/{id}/rotate", "POST");
        take("/admin/v1/audit", "GET");
    }

    private Methods() {}

    private static void take(String path, String methods) {
        var withHead = methods.startsWith("GET") ? methods.replaceFirst("GET", "GET, HEAD") : methods;
        TAKEN.put(Pattern.compile(path.replaceAll("\\{[a-z]+}", "[^/]+") + "/*"), withHead + ", OPTIONS");
    }

    /** Whatever is not ours and is there can be read. */
    static String takenBy(String path) {
        return TAKEN.entrySet().stream()
                .filter(each -> each.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("GET, HEAD, OPTIONS");
    }
}
