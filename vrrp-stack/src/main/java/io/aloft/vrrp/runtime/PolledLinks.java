package io.aloft.vrrp.runtime;

import io.aloft.model.ConfigImage;
import io.aloft.model.vrrp.InterfaceSettings.PolledLink;
import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The interfaces whose carrier is asked for once a second ({@code linkbeat_interfaces}, {@code linkbeat_use_polling}). */
final class PolledLinks {

    private PolledLinks() {}

    /** Those that are named, and those that routers track where polling is asked for as a whole; each once, by name. */
    static Map<String, PolledLink> of(ConfigImage image) {
        Map<String, PolledLink> polled = new LinkedHashMap<>();
        image.interfaces().polled().forEach(link -> polled.put(link.name(), link));
        boolean all = image.global().placement().pollAllLinks();
        for (VirtualRouterSpec router : image.virtualRouters()) {
            if ((all || router.options().link().pollLink())
                    && !router.interfaceName().isEmpty()) {
                polled.putIfAbsent(router.interfaceName(), new PolledLink(router.interfaceName(), null));
            }
            if (all) {
                for (TrackedInterface tracked : router.trackedInterfaces()) {
                    polled.putIfAbsent(tracked.name(), new PolledLink(tracked.name(), null));
                }
            }
        }
        return polled;
    }
}
