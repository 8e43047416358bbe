package io.latchkey.fault;

import io.latchkey.support.Replica;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A place for one replica after another. Whoever sits there comes to PostgreSQL under a role of its own, and to the clouds by
 * doors of its own, and is known by them.
 */
final class Seat implements AutoCloseable {

    private static final Pattern PROBED = Pattern.compile("probed (cck-\\S+) token=(\\d+)");

    final String name;
    private final Map<String, String> settings;
    private final List<Replica> replicas = new ArrayList<>();
    private volatile String url = "";
    private volatile String managementUrl = "";

    Seat(String name, Map<String, String> settings) {
        this.name = name;
        this.settings = settings;
    }

    /** Starts one; see {@link #awaitListening}. */
    void take(String databaseUrl, Map<String, String> moreVariables) {
        var variables = new HashMap<>(moreVariables);
        variables.put("LATCHKEY_DATABASE_USERNAME", name);
        replicas.add(Replica.startOn("fault-" + name + "-" + (replicas.size() + 1), databaseUrl, settings, variables));
    }

    void awaitListening() {
        replica().awaitListening();
        managementUrl = replica().managementUrl();
        url = replica().url();
    }

    /** Who sits there now. */
    Replica replica() {
        return replicas.getLast();
    }

    String url() {
        return url;
    }

    String managementUrl() {
        return managementUrl;
    }

    /** Key and token of each probe that was ever made from here. */
    Set<String> probed() {
        var probed = new HashSet<String>();
        replicas.forEach(replica -> PROBED.matcher(replica.log())
                .results()
                .forEach(found -> probed.add(found.group(1) + " " + found.group(2))));
        return probed;
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
    }
}
