package io.aloft.config.bind;

/**
 * Whom a script runs as, known to exist.
 *
 * @param user name, or number in decimal
 * @param uid user number
 * @param group name or number as written; the number of the primary group when none was written
 * @param gid group number
 */
public record ScriptUser(String user, int uid, String group, int gid) {}
