package io.aloft.ipvs;

import io.aloft.model.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the kernel that tells other directors about connections, or hears from them. Each role runs once at most.
 * In a command, 0 or null leaves a value to the kernel; read back, all are known.
 *
 * @param role whether it tells or hears
 * @param interfaceName that the multicast messages take, 1..15 characters
 * @param syncId 0..255; a backup that has one other than 0 hears only masters with the same
 * @param maxLength octets of a message, 1..65507
 * @param group multicast group of either family
 * @param port UDP, 1..65535
 * @param ttl 1..255
 */
public record IpvsSyncDaemon(
        Role role,
        String interfaceName,
        int syncId,
        int maxLength,
        @Nullable IpAddress group,
        int port,
        int ttl) {

    /** With all that can be left to the kernel left to it. */
    public IpvsSyncDaemon(Role role, String interfaceName, int syncId) {
        this(role, interfaceName, syncId, 0, null, 0, 0);
    }

    /** What a sync daemon does, with the kernel's numbers. */
    public enum Role {
        /** Tells. */
        MASTER(1),
        /** Hears. */
        BACKUP(2);

        private final int kernelNumber;

        Role(int kernelNumber) {
            this.kernelNumber = kernelNumber;
        }

        /** Value of IPVS_DAEMON_ATTR_STATE. */
        public int kernelNumber() {
            return kernelNumber;
        }

        /** {@code master} or {@code backup}, as ipvsadm has it. */
        @Override
        public String toString() {
            return switch (this) {
                case MASTER -> "master";
                case BACKUP -> "backup";
            };
        }
    }
}
