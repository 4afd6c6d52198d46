package io.aloft.model.global;

/**
 * What is offered on the D-Bus.
 *
 * @param enabled {@code enable_dbus}
 * @param serviceName {@code dbus_service_name}
 * @param noInterfaceName path element of instances without an interface ({@code dbus_no_interface_name})
 */
public record DbusSettings(boolean enabled, String serviceName, String noInterfaceName) {

    /** Nothing is offered. */
    public static final DbusSettings DEFAULT = new DbusSettings(false, "org.keepalived.Vrrp1", "none");
}
