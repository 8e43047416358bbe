package io.latchkey.store;

import io.latchkey.organization.WebhookId;

/** Who is told of events. */
public sealed interface Receiver {

    /** How it is told. */
    enum Kind {
        WEBHOOK,
        KAFKA
    }

    /** As its row is called. */
    String id();

    /**
     * A customer's webhook.
     *
     * @param secretNumber which of its secrets it is to be signed with
     * @param previousToo whether the secret before that one signs as well
     */
    record AtWebhook(WebhookId webhook, String url, int secretNumber, boolean previousToo) implements Receiver {
        @Override
        public String id() {
            return webhook.value();
        }
    }

    /** The platform's own Kafka, which is told of all organizations' keys. */
    record AtKafka() implements Receiver {

        public static final String ID = "kafka";

        @Override
        public String id() {
            return ID;
        }
    }
}
