package io.aloft.lab.sim;

/** What simulations came across; tests ask it whether they looked at anything. */
public final class Tally {

    /** Events that state machines took. */
    long steps;
    /** Frames put on the wire. */
    long framesSent;
    /** Frames that did not reach one of the other hosts. */
    long framesLost;
    /** Backup to Master. */
    long takeovers;
    /** Master to Backup. */
    long yields;
    /** Changes into FAULT. */
    long faults;
    /** Changes of sync groups. */
    long groupChanges;
    /** How often the kernel removed addresses whose lease was over. */
    long leasesEnded;
    /** Moments with more than one Master. */
    long rivalries;
    /** Moments in which the network counted as settled. */
    long settledMoments;
    /** Simulations that got that far. */
    long settledSimulations;

    /** Adds what another simulation came across. */
    public void add(Tally other) {
        steps += other.steps;
        framesSent += other.framesSent;
        framesLost += other.framesLost;
        takeovers += other.takeovers;
        yields += other.yields;
        faults += other.faults;
        groupChanges += other.groupChanges;
        leasesEnded += other.leasesEnded;
        rivalries += other.rivalries;
        settledMoments += other.settledMoments;
        settledSimulations += other.settledSimulations;
    }

    @Override
    public String toString() {
        return "steps %d, frames sent %d, lost %d, takeovers %d, yields %d, faults %d, group changes %d, leases ended %d, rivalries %d, settled %d in %d"
                .formatted(
                        steps,
                        framesSent,
                        framesLost,
                        takeovers,
                        yields,
                        faults,
                        groupChanges,
                        leasesEnded,
                        rivalries,
                        settledMoments,
                        settledSimulations);
    }
}
