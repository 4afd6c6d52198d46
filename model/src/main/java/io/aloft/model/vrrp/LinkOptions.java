package io.aloft.model.vrrp;

import org.jspecify.annotations.Nullable;

/**
 * What an instance does with interfaces.
 *
 * @param virtualInterface made for it ({@code use_vmac}, {@code use_ipvlan}); null for none
 * @param vmacForAddresses addresses of other interfaces or of the other family get VMACs ({@code use_vmac_addr})
 * @param vrf of an instance without interface ({@code vrf}); null for none
 * @param promoteSecondaries the kernel keeps secondary addresses when the first goes ({@code promote_secondaries})
 * @param pollLink the link state is polled ({@code linkbeat_use_polling})
 * @param receiveBuffer bytes, 0..4294967295 ({@code kernel_rx_buf_size}); null for the policy of {@code global_defs}
 * @param ipvsSyncInterface interface of the IPVS sync daemon ({@code lvs_sync_daemon_interface}); null for none
 */
public record LinkOptions(
        @Nullable VirtualInterface virtualInterface,
        boolean vmacForAddresses,
        @Nullable String vrf,
        boolean promoteSecondaries,
        boolean pollLink,
        @Nullable Long receiveBuffer,
        @Nullable String ipvsSyncInterface) {

    /** The interface as it is. */
    public static final LinkOptions DEFAULT = new LinkOptions(null, false, null, false, false, null, null);

    /** The same options with another interface that is made, such as one that got another name. */
    public LinkOptions withVirtualInterface(@Nullable VirtualInterface other) {
        return new LinkOptions(
                other, vmacForAddresses, vrf, promoteSecondaries, pollLink, receiveBuffer, ipvsSyncInterface);
    }
}
