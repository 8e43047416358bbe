package io.latchkey.provider.aws;

import io.latchkey.outbound.CloudAnswer;
import java.util.List;

/**
 * Whose policy denied us a key. AWS says which kind of policy it was; where it is one that only the platform can have put on
 * its own identity, the customer has nothing to mend.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Access denied messages</a>
 */
final class Denial {

    private static final List<String> OURS = List.of(
            "identity-based policy",
            "permissions boundary",
            "session policy",
            "service control policy",
            "VPC endpoint policy");

    private Denial() {}

    static boolean isOurs(CloudAnswer answer) {
        var json = answer.json();
        var message = json.getValue("message") instanceof String text ? text : json.getValue("Message");
        return message instanceof String text && OURS.stream().anyMatch(text::contains);
    }
}
