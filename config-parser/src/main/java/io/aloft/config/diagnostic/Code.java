package io.aloft.config.diagnostic;

/** Kinds of trouble. A number that was given once keeps its meaning, and is not given again when its kind is gone. */
public enum Code {
    UNSORTED(1000, "Not sorted yet");

    private final int number;
    private final String title;

    Code(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** 1000..9999: 1xxx come from loading a file, 2xxx from the linter, 3xxx from comparing two directors. */
    public int number() {
        return number;
    }

    /** As messages and commands write it: {@code ALO-1234}. */
    public String id() {
        return "ALO-" + number;
    }

    /** One line that says what happened, without the values of the case at hand. */
    public String title() {
        return title;
    }
}
