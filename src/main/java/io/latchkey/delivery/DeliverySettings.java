package io.latchkey.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How events are brought to their receivers. */
@ConfigMapping(prefix = "latchkey.delivery")
public interface DeliverySettings {

    /** How often it is looked what is to be brought; at least a second. */
    @WithDefault("1S")
    Duration tick();

    /** How often it is counted for how long events have been waiting. */
    @WithDefault("30S")
    Duration census();

    /** How long a receiver may take to answer. */
    @WithDefault("10S")
    Duration deadline();

    /** How long a replica may keep what it has claimed; longer than a deadline and the database's together. */
    @WithDefault("1M")
    Duration lease();

    /** The pause after the first failure; four times as long after each one more. With jitter. */
    @WithDefault("5S")
    Duration firstPause();

    /** The longest pause, give or take a half: that is the jitter. */
    @WithDefault("1H")
    Duration longestPause();

    /** How long an event is tried before it is given up; once at least, however long it had to wait. */
    @WithDefault("24H")
    Duration giveUpAfter();

    /** How many events one replica brings to webhooks at the same time at most, and as many more to Kafka. */
    @WithDefault("64")
    int concurrency();

    /** How many events are under way to one webhook at most, from all replicas together. */
    @WithDefault("8")
    int perReceiver();

    /** How many events are under way to all webhooks of one organization at most, from all replicas together. */
    @WithDefault("16")
    int perOrganization();

    /** How many events may wait for one webhook; one with more is disabled. */
    @WithDefault("10000")
    int backlog();

    /** How long it is known what was brought, and what was given up can be sent again. */
    @WithDefault("7D")
    Duration retention();

    /** What contradicts itself here, a line for each. */
    default List<String> problems(Duration databaseDeadline) {
        var problems = new ArrayList<String>();
        if (!deadline().isPositive()
                || !firstPause().isPositive()
                || !longestPause().isPositive()
                || !tick().isPositive()
                || !giveUpAfter().isPositive()
                || !census().isPositive()
                || !retention().isPositive()) {
            problems.add(
                    "latchkey.delivery.tick, .census, .deadline, .first-pause, .longest-pause, .give-up-after, .retention: give"
                            + " more than no time");
        }
        if (lease().compareTo(deadline().plus(databaseDeadline)) <= 0) {
            problems.add("latchkey.delivery.lease: give more than latchkey.delivery.deadline and"
                    + " latchkey.database.deadline together, or two replicas bring the same event at once");
        }
        if (concurrency() < 1 || perReceiver() < 1 || perOrganization() < 1 || backlog() < 1) {
            problems.add(
                    "latchkey.delivery.concurrency, .per-receiver, .per-organization, .backlog: give at least 1, or"
                            + " nobody is told anything");
        }
        return problems;
    }
}
