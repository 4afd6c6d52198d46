package io.aloft.lab.interop;

/** One square of the matrix: an event in a mode, by one line-up. */
record Cell(Mode mode, Lineup lineup, Event event) {
    @Override
    public String toString() {
        return mode + " · " + lineup + " · " + event;
    }
}
