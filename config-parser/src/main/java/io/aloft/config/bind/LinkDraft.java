package io.aloft.config.bind;

import org.jspecify.annotations.Nullable;

/** What an instance says about interfaces besides its own. */
public final class LinkDraft {

    public @Nullable VirtualInterfaceDraft virtualInterface;
    public boolean vmacForAddresses;
    public boolean transmitOnBase;
    public @Nullable String vrf;
    public boolean promoteSecondaries;
    public boolean pollLink;
    public @Nullable Long receiveBuffer;
    public @Nullable String ipvsSyncInterface;
}
