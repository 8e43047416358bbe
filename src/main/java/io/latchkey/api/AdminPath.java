package io.latchkey.api;

import io.latchkey.key.Fault;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import java.util.UUID;
import java.util.regex.Pattern;

/** The ids in a path. A text that is no UUID is not found, like the id of an organization that is not there. */
final class AdminPath {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private AdminPath() {}

    static OrganizationId organization(String id) {
        if (!isUuid(id)) {
            throw new RefusedException(
                    Fault.of(Refusal.NOT_FOUND, "There is no such organization.", "An organization's id is a UUID."));
        }
        return new OrganizationId(UUID.fromString(id));
    }

    /** PostgreSQL takes no NUL in a text, and no API key has one. */
    static String apiKey(String id) {
        return id.replace('\0', ' ');
    }

    static boolean isUuid(String text) {
        return UUID_FORM.matcher(text).matches();
    }
}
