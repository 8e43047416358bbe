package io.latchkey.key;

/** The cloud whose key service holds a provider key. */
public enum Provider {
    AWS("AWS", "AwsKey"),
    AZURE("Azure", "AzureKey"),
    GCP("GCP", "GcpKey");

    private final String label;
    private final String kind;

    Provider(String label, String kind) {
        this.label = label;
        this.kind = kind;
    }

    /** The spelling that the contract and existing clients use in {@code provider}: {@code AWS}, {@code Azure}, {@code GCP}. */
    public String label() {
        return label;
    }

    /** The value of {@code key.kind} that chooses this provider, case-sensitive. */
    public String kind() {
        return kind;
    }
}
