package io.aloft.lab.demo;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.node.WebServer;
import io.aloft.lab.process.Checkout;
import io.aloft.lab.process.LogLine;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.lab.witness.AdvertWitness;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Two directors with a web server each, a client and a witness on one switch. */
final class Stage implements AutoCloseable {
    static final String VIP = "10.77.0.100";
    static final String ADDRESS_A = "10.77.0.1";
    static final String ADDRESS_B = "10.77.0.2";

    static final String CLIENT = "10.77.0.9";

    /** The date a daemon puts before each line on the console. */
    private static final Pattern DATE = Pattern.compile("^\\w{3} \\w{3} +\\d+ [\\d:]{8} \\d{4}: ");

    private static final Pattern STATE = Pattern.compile("Entering \\w+ STATE");
    private static final Pattern WORTH_SHOWING = Pattern.compile(
            "advertisement timeout|0 priority|priority 0|lower priority|higher priority|(setting|removing) VIPs|link is|Stopp?ing|[Ee]rror|[Ww]arning");

    final Console console;
    final TestNetwork network = TestNetwork.create();
    final TestHost client;
    final Director a;
    final Director b;
    final AdvertWitness witness;
    final ClientProbe probe;
    private final WorkDirectory files = new WorkDirectory("demo");
    private final WebServer webA;
    private final WebServer webB;

    Stage(Console console, DirectorKind peer) {
        this.console = console;
        TestHost hostA = network.host("director-a", ADDRESS_A + "/24");
        TestHost hostB = network.host("director-b", ADDRESS_B + "/24");
        client = network.host("client", CLIENT + "/24");
        witness = AdvertWitness.watch(network, files.file("lan.pcap"));
        webA = new WebServer(hostA);
        webB = new WebServer(hostB);
        a = DirectorKind.ALOFT.create(
                hostA, Checkout.file("examples/demo/director-a.conf"), line -> show("director-a", line));
        b = peer.create(hostB, Checkout.file("examples/demo/director-b.conf"), line -> show("director-b", line));
        probe = new ClientProbe(client, address(VIP), console);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    private void show(String actor, LogLine line) {
        String text = DATE.matcher(line.text()).replaceFirst("");
        if (STATE.matcher(text).find()) {
            console.event(line.at(), actor, text);
        } else if (WORTH_SHOWING.matcher(text).find()) {
            console.detail(line.at(), actor, text);
        }
    }

    /** The address of a director's own, by which the witness knows it. */
    String addressOf(Director director) {
        return director == a ? ADDRESS_A : ADDRESS_B;
    }

    @Override
    public void close() {
        probe.close();
        a.close();
        b.close();
        webA.close();
        webB.close();
        witness.close();
        network.close();
        files.close();
    }
}
