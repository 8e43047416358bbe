package io.latchkey.fault;

/** The one mood of all fronts. */
final class Weather {

    private volatile Mood mood = Mood.RIGHT;

    Mood mood() {
        return mood;
    }

    void becomes(Mood next) {
        mood = next;
    }
}
