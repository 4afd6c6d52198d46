package io.aloft.vrrp.runtime;

import io.aloft.vrrp.address.AddressKeeper;
import io.aloft.vrrp.address.AnnouncementQueue;
import io.aloft.vrrp.address.EntryKeeper;

/** What a virtual router needs of the loop that runs it. */
record Surroundings(
        LinkTable links,
        Channels channels,
        AddressKeeper addresses,
        EntryKeeper entries,
        AnnouncementQueue announcements,
        Announcer announcer,
        TrafficControl traffic,
        StateListener listener) {}
