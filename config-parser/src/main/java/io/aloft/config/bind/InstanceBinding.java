package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.Set;

/** {@code vrrp_instance} and {@code authentication}. */
final class InstanceBinding {

    private static final int NAME_LENGTH = 15;
    private static final Set<String> UNICAST_KEYWORDS =
            Set.of("unicast_peer", "unicast_src_ip", "unicast_fault_no_peer", "old_unicast_checksum");
    private static final int PASSWORD_BYTES = 8;

    static final BlockBinding<InstanceDraft> AUTHENTICATION = new BlockBinding<InstanceDraft>(
                    "vrrp_instance/authentication")
            .statement("auth_type", InstanceBinding::authType)
            .statement("auth_pass", InstanceBinding::password);

    static final BlockBinding<InstanceDraft> BLOCK = new BlockBinding<InstanceDraft>("vrrp_instance")
            .statement("state", InstanceBinding::state)
            .statement("interface", InstanceBinding::interfaceName)
            .number("virtual_router_id", (instance, vrid) -> instance.vrid = (int) vrid)
            .number("priority", (instance, priority) -> instance.priority = (int) priority)
            .statement("version", InstanceBinding::version)
            .duration("advert_int", (instance, interval) -> instance.advertInterval = interval)
            .statement("authentication", (instance, directive, statement, context) -> {
                BlockReader.read(AUTHENTICATION, instance, statement, context);
            })
            .statement("virtual_ipaddress", InstanceBinding::addresses)
            .statement("virtual_ipaddress_excluded", InstanceBinding::excluded)
            .flag("no_virtual_ipaddress", instance -> instance.withoutAddressesIntended = true)
            .flag("nopreempt", instance -> instance.preempt = false)
            .flag("preempt", instance -> instance.preempt = true)
            .duration("preempt_delay", (instance, delay) -> instance.preemptDelay = delay)
            .statement("mcast_src_ip", InstanceBinding::sourceAddress)
            .flag("dont_track_primary", instance -> instance.trackPrimary = false)
            .seconds("garp_master_delay", (instance, delay) -> instance.garp.masterDelay = delay)
            .number("garp_master_repeat", (instance, count) -> instance.garp.masterRepeat = count)
            .seconds("garp_master_refresh", (instance, period) -> instance.garp.masterRefresh = period)
            .number("garp_master_refresh_repeat", (instance, count) -> instance.garp.masterRefreshRepeat = count)
            .seconds("garp_lower_prio_delay", (instance, delay) -> instance.garp.lowerPrioDelay = delay)
            .number("garp_lower_prio_repeat", (instance, count) -> instance.garp.lowerPrioRepeat = count)
            .bool("lower_prio_no_advert", (instance, on) -> instance.conduct.lowerPrioNoAdvert = on)
            .bool("higher_prio_send_advert", (instance, on) -> instance.conduct.higherPrioSendAdvert = on)
            .bool("skip_check_adv_addr", (instance, on) -> instance.skipCheckAdvertAddress = on)
            .number("down_timer_adverts", (instance, count) -> instance.downTimerAdverts = count)
            .bool("strict_mode", (instance, on) -> instance.conduct.strict = on)
            .statement("unicast_src_ip", InstanceBinding::sourceAddress)
            .statement("mcast_dst_ip", InstanceBinding::group)
            .statement(
                    "unicast_peer",
                    (instance, directive, statement, context) -> UnicastPeers.read(instance, statement, context))
            .number("unicast_ttl", (instance, ttl) -> instance.unicast.ttl = (int) ttl)
            .flag("unicast_fault_no_peer", instance -> instance.unicast.faultWithoutPeer = true)
            .flag("check_unicast_src", instance -> instance.unicast.checkSource = true)
            .flag("native_ipv6", instance -> instance.nativeIpv6 = instance.family() != AddressFamily.INET)
            .statement("auth_hmac", InstanceBinding::hmac)
            .number("debug", (instance, level) -> instance.conduct.debugLevel = (int) level)
            .with(InstanceKeywords::addTo)
            .with(block -> TrackEntries.addTo(block, instance -> instance.tracked))
            .with(block -> AlertsDraft.addTo(block, instance -> instance.alerts))
            .atEnd(InstanceBinding::atEnd);

    private InstanceBinding() {}

    /** A {@code vrrp_instance} block; the second of one name is skipped. */
    static void open(Statement statement, BindContext context) {
        Word name = firstArgument(statement);
        if (!context.config().names().define(Names.Kind.INSTANCE, name, context)) {
            return;
        }
        var draft = new InstanceDraft(name.text(), statement.location(), context.global());
        context.config().instances().put(draft.name, draft);
        BlockReader.read(BLOCK, draft, statement, context);
    }

    /** What keepalived 2.2.7 reports at the closing brace. */
    private static void atEnd(
            InstanceDraft instance, Set<String> written, SourceLocation closing, BindContext context) {
        boolean unicast = UNICAST_KEYWORDS.stream().anyMatch(written::contains);
        boolean noPeer = instance.unicast.peers.isEmpty();
        instance.unicast.withoutPeer = unicast && noPeer && !written.contains("unicast_fault_no_peer");
        if (written.contains("unicast_ttl") && !unicast) {
            context.error(Code.UNICAST_WITHOUT_PEER, closing, "unicast_ttl without unicast_peer is ignored");
        } else if (written.contains("unicast_ttl") && noPeer) {
            context.error(Code.UNICAST_WITHOUT_PEER, closing, "unicast_ttl without a usable unicast_peer is ignored");
        }
        if (written.contains("vmac_xmit_base") && !written.contains("use_vmac")) {
            context.error(Code.VMAC_TRANSMISSION, closing, "vmac_xmit_base without use_vmac is ignored");
        }
        if (unicast && written.contains("use_vmac") && !written.contains("vmac_xmit_base")) {
            context.error(Code.VMAC_TRANSMISSION, closing, "unicast with use_vmac needs vmac_xmit_base, which is set");
        }
    }

    private static void state(InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        switch (word.text()) {
            case "MASTER" -> instance.master = true;
            case "BACKUP" -> {
                if (Boolean.TRUE.equals(instance.master)) {
                    context.error(
                            Code.STATE_CONTRADICTION, word.location(), "state BACKUP after state MASTER is ignored");
                } else {
                    instance.master = false;
                }
            }
            default -> {
                context.error(
                        Code.STATE_WORD,
                        word.location(),
                        "state " + word + " is neither MASTER nor BACKUP (upper case), BACKUP is used");
                instance.master = false;
            }
        }
    }

    private static void interfaceName(
            InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        String name = word.text();
        if (name.length() > NAME_LENGTH) {
            context.error(
                    Code.INTERFACE_NAME,
                    word.location(),
                    "interface name '" + name + "' is longer than " + NAME_LENGTH + " characters, ignored");
            return;
        }
        if (name.equals("lo")) {
            context.error(
                    Code.LOOPBACK_INTERFACE, word.location(), "the loopback interface cannot carry VRRP, ignored");
            return;
        }
        instance.interfaceName = name;
        instance.interfaceMissing = !context.host().hasInterface(name) && !context.global().dynamicInterfaces;
        if (instance.interfaceMissing) {
            // keepalived ends itself when it has read everything; only this instance stays out here.
            context.diagnostics()
                    .error(
                            Code.INTERFACE_MISSING,
                            word.location(),
                            StatusClass.GENERAL_ERROR,
                            context.inContext("interface " + name + " does not exist; the instance is left out"),
                            "create it first, or set dynamic_interfaces in global_defs");
        }
    }

    private static void version(InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        if (instance.version != null) {
            context.error(Code.REPEATED_KEYWORD, statement.location(), "version is given a second time, ignored");
            return;
        }
        OptionalLong value = Values.number(directive, firstArgument(statement), context);
        value.ifPresent(version -> instance.version = (int) version);
    }

    private static void authType(
            InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        if (word.text().equals("PASS") || word.text().equals("AH")) {
            instance.authType = word.text();
        } else {
            context.error(
                    Code.NOT_A_CHOICE,
                    word.location(),
                    "auth_type " + word + " is neither PASS nor AH (upper case), ignored");
        }
    }

    /** Cut at eight bytes, not characters: that is what goes into the packet. */
    private static void password(
            InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        int bytes = word.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > PASSWORD_BYTES) {
            context.error(
                    Code.PASSWORD_TOO_LONG,
                    word.location(),
                    "auth_pass has " + bytes + " bytes, only the first " + PASSWORD_BYTES + " are used");
        }
        instance.password = word.text();
    }

    private static void addresses(
            InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        for (Statement entry : statement.content()) {
            AddressDraft address = AddressEntries.read(directive, entry, context);
            if (address == null) {
                continue;
            }
            AddressFamily family = instance.family();
            if (family != null && family != address.address().family()) {
                context.error(
                        Code.ADDRESS_FAMILY,
                        entry.location(),
                        "address " + address.address() + " is of another family than the instance, ignored");
            } else if (isNew(address, instance, context)) {
                instance.addresses.add(address);
            }
        }
    }

    private static void excluded(
            InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        for (Statement entry : statement.content()) {
            AddressDraft address = AddressEntries.read(directive, entry, context);
            if (address != null && isNew(address, instance, context)) {
                instance.excluded.add(address);
            }
        }
    }

    private static boolean isNew(AddressDraft address, InstanceDraft instance, BindContext context) {
        boolean fresh = instance.places.add(new InstanceDraft.Place(address.address(), address.device()));
        if (!fresh) {
            context.error(
                    Code.ADDRESS_REPEATED,
                    address.location(),
                    "address " + address.address() + " is given a second time, ignored");
        }
        return fresh;
    }

    private static void sourceAddress(
            InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        IpAddress address = Endpoints.address(statement, instance.family(), context);
        instance.sourceAddress = address == null ? instance.sourceAddress : address;
    }

    private static void group(InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        IpAddress group = Endpoints.address(statement, instance.family(), context);
        if (group == null) {
            return;
        }
        if (group.isMulticast()) {
            instance.group = group;
            return;
        }
        Word word = firstArgument(statement);
        context.error(
                Code.NOT_MULTICAST, word.location(), "mcast_dst_ip " + word + " is not a multicast address, ignored");
    }

    private static void hmac(InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        if (instance.hmac == null) {
            instance.hmac = new HmacDraft(instance, statement.location());
        }
        BlockReader.read(HmacDraft.BLOCK, instance.hmac, statement, context);
    }
}
