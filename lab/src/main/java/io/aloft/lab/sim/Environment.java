package io.aloft.lab.sim;

/** What a simulated director asks of the world around it. */
interface Environment {

    /** Puts a whole Ethernet frame on the wire. */
    void transmit(SimulatedHost from, byte[] frame);

    /** Starts the tracked script; its end comes back to the same process as input. */
    void runScript(SimulatedDirector director);

    /** Tells that the state machine took an event and that its actions were performed. */
    void stepped(Step step);
}
