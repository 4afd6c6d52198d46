package io.aloft.vrrp.device.plan;

import java.util.Map;

/**
 * What this program has made or taken over so far.
 *
 * @param names under which interfaces exist, kept while they are wanted so that one that is made again is called the same
 * @param owned the interfaces by number
 */
public record MadeDevices(Map<DeviceIdentity, String> names, Map<Integer, Made> owned) {

    /** Nothing yet. */
    public static final MadeDevices NONE = new MadeDevices(Map.of(), Map.of());

    public MadeDevices {
        names = Map.copyOf(names);
        owned = Map.copyOf(owned);
    }

    /** One interface: the instance that it is for and the name under which it was made. */
    public record Made(String owner, String name) {}
}
