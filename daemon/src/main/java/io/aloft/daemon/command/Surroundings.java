package io.aloft.daemon.command;

import io.aloft.config.host.HostFacts;
import java.io.PrintStream;

/**
 * What a subcommand gets from the process.
 *
 * @param host facts of this machine
 * @param version of this program
 * @param out the answer
 * @param err what went wrong in giving it
 * @param colours whether the answer goes to a terminal whose user has not asked for plain text
 */
public record Surroundings(HostFacts host, String version, PrintStream out, PrintStream err, boolean colours) {}
