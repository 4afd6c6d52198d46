package io.aloft.posix;

/** What befell a process. Threads that are not their process's first are not told of. */
public sealed interface ProcessEvent {

    /** The kernel's number of the process. */
    int pid();

    /** It began, as a copy of {@code parent}. */
    record Forked(int pid, int parent) implements ProcessEvent {}

    /** It runs another program now. */
    record Executed(int pid) implements ProcessEvent {}

    /** It gave itself another name ({@code comm}, at most 15 bytes). */
    record Renamed(int pid, String name) implements ProcessEvent {}

    /** It ended. */
    record Exited(int pid) implements ProcessEvent {}

    /** Some events were lost, because they were not read in time: what is known of processes is to be learnt anew. */
    record Lost() implements ProcessEvent {
        @Override
        public int pid() {
            return 0;
        }
    }
}
