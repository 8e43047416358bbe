package io.latchkey.provider.gcp;

import io.latchkey.key.Trouble;
import io.latchkey.provider.ProbeEnded;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Bytes on their way to and from Cloud KMS, with a checksum on the way.
 *
 * @see <a href="https://cloud.google.com/kms/docs/data-integrity-guidelines">Data integrity</a>
 */
final class Checked {

    private Checked() {}

    /** Adds bytes under a name, and their checksum under that name with {@code Crc32c}. */
    static JsonObject put(JsonObject question, String name, byte[] bytes) {
        return question.put(name, Base64.getEncoder().encodeToString(bytes)).put(name + "Crc32c", checksum(bytes));
    }

    /** The bytes under a name, if the checksum beside them is theirs. */
    static byte[] get(JsonObject answer, String name) {
        if (answer.getValue(name) instanceof String text) {
            var bytes = decoded(text);
            if (checksum(bytes).equals(String.valueOf(answer.getValue(name + "Crc32c")))) {
                return bytes;
            }
        }
        throw ProbeEnded.unreachable(Trouble.UNREADABLE_ANSWER, name + " and its checksum do not agree");
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** A 64-bit number, which JSON of Google's writes as a text. */
    private static String checksum(byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes);
        return String.valueOf(checksum.getValue());
    }
}
