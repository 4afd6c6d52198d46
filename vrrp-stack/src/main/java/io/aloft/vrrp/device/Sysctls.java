package io.aloft.vrrp.device;

import io.aloft.vrrp.device.plan.Sysctl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernel's settings below {@code /proc/sys} in the namespace of the calling thread: sets them, remembers what they
 * were, and puts that back. Owned by one thread.
 */
final class Sysctls {

    private static final Logger LOG = LoggerFactory.getLogger(Sysctls.class);

    private final Path root;
    private final Consumer<String> complaints;

    /** What comes back at the end, with the value it had before; in the order in which it was set. */
    private final Map<Sysctl, Integer> before = new LinkedHashMap<>();

    /** Said already: the self-check finds a failed write again. */
    private final Map<String, String> said = new HashMap<>();

    Sysctls() {
        this(Path.of("/proc/sys"), LOG::error);
    }

    Sysctls(Path root, Consumer<String> complaints) {
        this.root = root;
        this.complaints = complaints;
    }

    /** The value of a setting; empty when there is none of that name or it is no number. */
    OptionalInt read(String file) {
        return leavesRoot(file) ? OptionalInt.empty() : SettingFile.number(root.resolve(file));
    }

    /** The kernel has no interface of the name {@code ..}, but a configuration may name one. */
    private static boolean leavesRoot(String file) {
        return Arrays.asList(file.split("/", -1)).contains("..");
    }

    /** Gives each setting its value; one that has it already is left alone. A failure is said once, with what it means. */
    void set(Collection<Sysctl> wanted) {
        wanted.forEach(this::set);
    }

    private void set(Sysctl wanted) {
        OptionalInt old = read(wanted.file());
        if (old.isPresent() && old.getAsInt() == wanted.value()) {
            return;
        }
        if (write(wanted, wanted.value()) && wanted.restored() && old.isPresent()) {
            before.putIfAbsent(wanted, old.getAsInt());
            tell("setting", wanted, " from " + old.getAsInt() + " to " + wanted.value());
        }
    }

    private boolean write(Sysctl sysctl, int value) {
        if (leavesRoot(sysctl.file())) {
            return complain(sysctl, value, "no such setting");
        }
        try {
            Files.writeString(root.resolve(sysctl.file()), value + "\n", StandardCharsets.US_ASCII);
            said.remove(sysctl.file());
            return true;
        } catch (NoSuchFileException e) {
            return sysctl.optional() || complain(sysctl, value, "no such setting");
        } catch (IOException e) {
            String reason = e instanceof FileSystemException file && file.getReason() != null
                    ? file.getReason()
                    : String.valueOf(e.getMessage());
            return complain(sysctl, value, reason);
        }
    }

    private boolean complain(Sysctl sysctl, int value, String reason) {
        String text = "cannot set " + sysctl.path() + " to " + value + ": " + reason + "; until it has that value "
                + sysctl.effect();
        if (!text.equals(said.put(sysctl.file(), text))) {
            complaints.accept(text);
        }
        return false;
    }

    /** keepalived names those that concern interfaces of others. */
    private static void tell(String doing, Sysctl sysctl, String change) {
        if (sysctl.file().endsWith("/all/rp_filter") || sysctl.file().endsWith("/default/rp_filter")) {
            LOG.info("NOTICE: {} sysctl {}{}", doing, sysctl.name(), change);
        }
    }

    /**
     * Reads settings back and mends those that have another value, since udev rules may apply the administrator's settings
     * to a new interface some time after it was made. Says what differed and what it would have broken.
     *
     * @return whether all were as they should be
     */
    boolean check(Collection<Sysctl> wanted) {
        boolean right = true;
        for (Sysctl sysctl : wanted) {
            OptionalInt value = read(sysctl.file());
            if (value.isEmpty() || value.getAsInt() == sysctl.value()) {
                continue;
            }
            right = false;
            if (write(sysctl, sysctl.value())) {
                LOG.warn(
                        "{} had become {} and was set to {} again: otherwise {}",
                        sysctl.path(),
                        value.getAsInt(),
                        sysctl.value(),
                        sysctl.effect());
            }
        }
        return right;
    }

    /** Puts back what is not wanted any more. */
    void keepOnly(Collection<Sysctl> wanted) {
        Set<String> files = wanted.stream().map(Sysctl::file).collect(Collectors.toCollection(HashSet::new));
        List<Sysctl> obsolete = new ArrayList<>(before.keySet());
        obsolete.removeIf(sysctl -> files.contains(sysctl.file()));
        // The filter of all interfaces was the last to go, so it is the first to come back.
        obsolete.reversed().forEach(this::restore);
    }

    /** Puts everything back. */
    void restoreAll() {
        keepOnly(List.of());
    }

    private void restore(Sysctl sysctl) {
        Integer old = before.remove(sysctl);
        OptionalInt now = read(sysctl.file());
        // Whoever changed it since knew what they wanted; and an interface that has gone took it along.
        if (old != null && now.isPresent() && now.getAsInt() == sysctl.value() && write(sysctl, old)) {
            tell("resetting", sysctl, " to " + old);
        }
    }
}
