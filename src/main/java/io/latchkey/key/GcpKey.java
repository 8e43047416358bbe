package io.latchkey.key;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A key in Google Cloud KMS.
 *
 * @param keyId {@code projects/<p>/locations/<l>/keyRings/<r>/cryptoKeys/<k>}, with or without
 *     {@code /cryptoKeyVersions/<n>}
 * @see <a href="https://cloud.google.com/kms/docs/getting-resource-ids">Resource ids</a>
 */
public record GcpKey(String keyId) implements ProviderKey {

    private static final String PROJECT =
            "(?:(?:[a-z0-9-]+\\.)+[a-z]{2,}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]|[1-9]\\d{0,18}";
    private static final String NAME = "[A-Za-z0-9_-]{1,63}";
    private static final Pattern FORM = Pattern.compile("projects/(?:" + PROJECT + ")"
            + "/locations/[a-z][a-z0-9]{0,20}(?:-[a-z0-9]{1,20}){0,3}/keyRings/" + NAME + "/cryptoKeys/" + NAME
            + "(?:/cryptoKeyVersions/[1-9]\\d{0,9})?");
    /** The longest text that can have the form; keeps the pattern from being tried on more. */
    private static final int MAX_LENGTH = 512;

    /**
     * Reads a key's resource id as a customer wrote it.
     *
     * @throws RefusedException with one fault at {@code /key_id} when it is not the id of one key
     */
    public static GcpKey parse(String keyId) {
        if (keyId.length() > MAX_LENGTH || !FORM.matcher(keyId).matches()) {
            throw new RefusedException(Fault.at(
                    "/key_id",
                    "key_id is not the resource id of a Cloud KMS key.",
                    "Give it in the form projects/<project>/locations/<location>/keyRings/<ring>/cryptoKeys/<key>, as"
                            + " `gcloud kms keys list` shows it."));
        }
        return new GcpKey(keyId);
    }

    @Override
    public Provider provider() {
        return Provider.GCP;
    }

    @Override
    public String identifier() {
        return keyId;
    }

    /** The id without a version; names keep their case. A project's id and its number are two texts. */
    @Override
    public String canonical() {
        var segments = keyId.split("/", -1);
        return String.join("/", Arrays.asList(segments).subList(0, 8));
    }

    /** A region, a multi-region such as {@code europe}, or {@code global}. */
    public String location() {
        return keyId.split("/", -1)[3];
    }

    /** The project's id or number, as the customer wrote it. */
    public String project() {
        return keyId.split("/", -1)[1];
    }

    /** Whether the id has the project's number in place of its id. */
    public boolean hasProjectNumber() {
        return Character.isDigit(project().charAt(0));
    }

    /** Whether the id is that of one version of the key. */
    public boolean namesVersion() {
        return !keyId.equals(canonical());
    }

    /** The name of the key within its ring. */
    public String keyName() {
        return keyId.split("/", -1)[7];
    }
}
