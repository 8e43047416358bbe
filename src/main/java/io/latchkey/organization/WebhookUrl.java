package io.latchkey.organization;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a webhook is told: an https URL of a host that has a name. Who may be told in clear, or on a network of the platform's
 * own, its operator says, host by host.
 */
public record WebhookUrl(URI value) {

    private static final int MAX_LENGTH = 1024;
    private static final int MAX_PORT = 65_535;
    private static final Pattern PUBLIC_NAME =
            Pattern.compile("(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    /**
     * The URL that a text is, or nothing if none can be told there.
     *
     * @param privateHosts the hosts that need be neither public nor encrypted
     */
    public static Optional<WebhookUrl> parse(String text, Set<String> privateHosts) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var url = new URI(text);
            return isGood(url, privateHosts) ? Optional.of(new WebhookUrl(url)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isGood(URI url, Set<String> privateHosts) {
        var host = url.getHost();
        if (host == null || url.getScheme() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return false;
        }
        var isPlain = url.toString().chars().allMatch(letter -> letter > ' ' && letter < 0x7F);
        var isPortGood = url.getPort() == -1 || (url.getPort() >= 1 && url.getPort() <= MAX_PORT);
        return isPlain && isPortGood && (isPrivate(url, privateHosts) || isPublic(url));
    }

    private static boolean isPrivate(URI url, Set<String> privateHosts) {
        return privateHosts.contains(url.getHost())
                && (url.getScheme().equals("http") || url.getScheme().equals("https"));
    }

    private static boolean isPublic(URI url) {
        return url.getScheme().equals("https")
                && PUBLIC_NAME.matcher(url.getHost()).matches();
    }

    /** Whether what goes there is encrypted. */
    public boolean isEncrypted() {
        return value.getScheme().equals("https");
    }

    public int port() {
        return value.getPort() != -1 ? value.getPort() : isEncrypted() ? 443 : 80;
    }

    /** Path and query as a request names them. */
    public String path() {
        var path = value.getRawPath().isEmpty() ? "/" : value.getRawPath();
        return value.getRawQuery() == null ? path : path + "?" + value.getRawQuery();
    }
}
