package io.aloft.config.bind;

import io.aloft.model.net.IpPrefix;
import io.aloft.model.vrrp.VirtualInterface;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code use_vmac} or {@code use_ipvlan} as written. */
public final class VirtualInterfaceDraft {

    public final boolean vmac;
    public @Nullable String name;
    public @Nullable String group;
    /** Of a VMAC: six octets, five when the VRID is the sixth, none for the address of RFC 5798. */
    public List<Integer> octets = List.of();

    public boolean notifyAddress;
    /** Of an ipvlan. */
    public @Nullable IpPrefix address;

    public VirtualInterface.@Nullable Mode mode;

    VirtualInterfaceDraft(boolean vmac) {
        this.vmac = vmac;
    }
}
