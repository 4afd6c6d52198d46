package io.aloft.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Optional;

/** Users and groups as the C library knows them, which includes directories beyond {@code /etc/passwd}. */
public final class UserDatabase {

    private static final int FIRST_BUFFER_BYTES = 4096;
    private static final int LARGEST_BUFFER_BYTES = 1 << 20;

    /** Larger than {@code struct passwd} and {@code struct group} on every 64-bit Linux. */
    private static final int ENTRY_BYTES = 128;

    private UserDatabase() {}

    /**
     * A user.
     *
     * @param name login name
     * @param uid user number, 0..2³²−2
     * @param primaryGid number of the primary group, 0..2³²−2
     */
    public record User(String name, long uid, long primaryGid) {}

    /** The user of this name; a name of digits only that is no login name is taken as a number. */
    public static Optional<User> user(String nameOrNumber) throws PosixException {
        Optional<User> named = userBy(
                "look up user " + nameOrNumber,
                (entry, buffer, length, result) -> LibC.getpwnam_r(nameOrNumber, entry, buffer, length, result));
        if (named.isPresent()) {
            return named;
        }
        Optional<Long> number = number(nameOrNumber);
        return number.isEmpty()
                ? Optional.empty()
                : userBy(
                        "look up user " + nameOrNumber,
                        (entry, buffer, length, result) ->
                                LibC.getpwuid_r(number.get().intValue(), entry, buffer, length, result));
    }

    /** The number of the group of this name; a name of digits only that is no group's name is itself the number. */
    public static Optional<Long> groupId(String nameOrNumber) throws PosixException {
        Optional<Long> named = find(
                "look up group " + nameOrNumber,
                (entry, buffer, length, result) -> LibC.getgrnam_r(nameOrNumber, entry, buffer, length, result),
                entry -> Integer.toUnsignedLong(entry.getInt(2L * Native.POINTER_SIZE)));
        return named.isPresent() ? named : number(nameOrNumber);
    }

    private static Optional<User> userBy(String operation, Lookup lookup) throws PosixException {
        return find(operation, lookup, entry -> {
            long numbers = 2L * Native.POINTER_SIZE;
            return new User(
                    entry.getPointer(0).getString(0),
                    Integer.toUnsignedLong(entry.getInt(numbers)),
                    Integer.toUnsignedLong(entry.getInt(numbers + Integer.BYTES)));
        });
    }

    @FunctionalInterface
    private interface Lookup {
        int call(Pointer entry, Pointer buffer, long length, Pointer result);
    }

    @FunctionalInterface
    private interface EntryReader<T> {
        T read(Pointer entry);
    }

    private static <T> Optional<T> find(String operation, Lookup lookup, EntryReader<T> reader) throws PosixException {
        for (int length = FIRST_BUFFER_BYTES; ; length *= 4) {
            try (Memory entry = new Memory(ENTRY_BYTES);
                    Memory buffer = new Memory(length);
                    Memory result = new Memory(Long.BYTES)) {
                result.clear();
                int errno = lookup.call(entry, buffer, length, result);
                if (result.getLong(0) != 0) {
                    return Optional.of(reader.read(entry));
                }
                if (errno != LibC.ERANGE || length >= LARGEST_BUFFER_BYTES) {
                    return absent(operation, errno);
                }
            }
        }
    }

    /** POSIX lets a lookup that finds nothing return zero, or one of several errors that mean the same. */
    private static <T> Optional<T> absent(String operation, int errno) throws PosixException {
        if (errno == 0 || errno == LibC.ENOENT || errno == LibC.ESRCH) {
            return Optional.empty();
        }
        throw PosixException.of(operation, errno);
    }

    private static Optional<Long> number(String text) {
        if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        long value = Long.parseLong(text);
        return value < 0xffff_ffffL ? Optional.of(value) : Optional.empty();
    }
}
