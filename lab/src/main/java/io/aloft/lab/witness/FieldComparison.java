package io.aloft.lab.witness;

import io.aloft.lab.process.Command;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Compares what several senders put on the wire, field by field, as tshark names every field it knows. */
public final class FieldComparison {
    private static final Set<String> LAYERS = Set.of("eth", "ip", "ipv6", "ah", "vrrp");

    /**
     * What may differ: who sends to whom, with which priority, and what counts or sums up single packets. The SPI of an
     * authentication header is the source address (keepalived), and its ICV covers all the others.
     */
    private static final Set<String> FREE =
            Set.of("ip.id", "ip.src", "ipv6.src", "ipv6.flow", "ah.spi", "ah.sequence", "ah.iv", "ah.icv", "vrrp.prio");

    /** Begin what names sender and receiver otherwise, or is a sum; that sums are right is {@link Dissector}'s to say. */
    private static final List<String> FREE_PREFIXES = List.of(
            "ip.checksum",
            "vrrp.checksum",
            "eth.src",
            "eth.addr",
            "ip.addr",
            "ip.host",
            "ip.src_",
            "ip.geo",
            "ipv6.addr",
            "ipv6.host",
            "ipv6.src",
            "ipv6.sa_mac",
            "ipv6.slaac");

    private static final List<String> DESTINATION = List.of("eth.dst", "ip.dst", "ipv6.dst", "ipv6.da_mac");

    private FieldComparison() {}

    /**
     * Every field in which the adverts of one virtual router are not all alike, with the values seen.
     *
     * @param capture a file of the witness
     * @param vrid virtual router
     * @param unicast whether the destination is the peer and therefore differs
     * @return empty when all are alike
     */
    public static Map<String, Set<String>> differences(Path capture, int vrid, boolean unicast) {
        Map<String, Set<String>> values = new TreeMap<>();
        List<Map<String, String>> packets = packets(capture, "vrrp.virt_rtr_id == " + vrid);
        Set<String> names = new TreeSet<>();
        packets.forEach(packet -> names.addAll(packet.keySet()));
        for (String name : names) {
            Set<String> seen = new TreeSet<>();
            packets.forEach(packet -> seen.add(packet.getOrDefault(name, "absent")));
            if (seen.size() > 1 && !isFree(name, unicast)) {
                values.put(name, seen);
            }
        }
        if (packets.isEmpty()) {
            values.put("frame.number", Set.of());
        }
        return values;
    }

    private static boolean isFree(String name, boolean unicast) {
        return FREE.contains(name)
                || FREE_PREFIXES.stream().anyMatch(name::startsWith)
                || unicast && DESTINATION.stream().anyMatch(name::startsWith);
    }

    /** Name to value of every field of these layers; several values of one name are joined by commas. */
    private static List<Map<String, String>> packets(Path capture, String filter) {
        String pdml = Command.run(
                "tshark", "-n", "-r", capture.toString(), "-o", "ip.check_checksum:TRUE", "-Y", filter, "-T", "pdml");
        // As root tshark says so first.
        NodeList nodes = parse(pdml.substring(pdml.indexOf("<?xml"))).getElementsByTagName("packet");
        List<Map<String, String>> packets = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Map<String, String> fields = new TreeMap<>();
            NodeList layers = ((Element) nodes.item(i)).getElementsByTagName("proto");
            for (int j = 0; j < layers.getLength(); j++) {
                Element layer = (Element) layers.item(j);
                if (LAYERS.contains(layer.getAttribute("name"))) {
                    collect(layer.getElementsByTagName("field"), fields);
                }
            }
            packets.add(fields);
        }
        return packets;
    }

    private static void collect(NodeList fields, Map<String, String> into) {
        for (int i = 0; i < fields.getLength(); i++) {
            Element field = (Element) fields.item(i);
            String name = field.getAttribute("name");
            if (!name.isEmpty()) {
                into.merge(name, field.getAttribute("show"), (one, other) -> one + "," + other);
            }
        }
    }

    private static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("tshark's answer cannot be read: " + e.getMessage(), e);
        }
    }
}
