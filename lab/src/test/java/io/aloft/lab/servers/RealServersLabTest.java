package io.aloft.lab.servers;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.node.ServerProgram;
import io.aloft.lab.node.TlsIdentity;
import io.aloft.lab.node.WebServer;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.LogLine;
import io.aloft.lab.process.WorkDirectory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One director that checks real servers of the distribution. It runs on a kernel without IPVS, where checks go on; what
 * they find is read in the log, in keepalived's words.
 */
@Tag("lab")
class RealServersLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String WEB = "10.77.0.11";
    private static final String PROXY = "10.77.0.12";
    private static final String NAMES = "10.77.0.13";
    private static final String MAIL = "10.77.0.14";
    private static final String HOST = "10.77.0.15";

    /** One virtual server for each real one, with one checker. */
    private static final String CONFIG = """
        virtual_server 10.77.9.1 %2$s {
            delay_loop 0.5
            warmup 0
            connect_timeout 2
            retry 1
            delay_before_retry 0.3
            lvs_sched rr
            lvs_method NAT
            protocol %3$s
            real_server %1$s %2$s {
                %4$s
            }
        }
        """;

    private static WorkDirectory work;
    private static TestNetwork network;
    private static Director director;
    private static ServerProgram web;
    private static ServerProgram proxy;
    private static ServerProgram names;
    private static ServerProgram mail;
    private static TestHost host;

    @BeforeAll
    static void startAll() {
        work = new WorkDirectory("servers");
        network = TestNetwork.create();
        TestHost here = network.host("director", "10.77.0.1/24");
        web = new ServerProgram(ServerProgram.Kind.NGINX, network.host("web", WEB + "/24"));
        proxy = new ServerProgram(ServerProgram.Kind.HAPROXY, network.host("proxy", PROXY + "/24"));
        names = new ServerProgram(ServerProgram.Kind.DNSMASQ, network.host("names", NAMES + "/24"));
        mail = new ServerProgram(ServerProgram.Kind.OPENSMTPD, network.host("mail", MAIL + "/24"));
        host = network.host("host", HOST + "/24");
        TlsIdentity identity = TlsIdentity.create(work.file("identity.p12"), "lab.example");
        web.write("certificate.pem", identity.certificatePem());
        web.write("key.pem", identity.keyPem());
        web.start(nginx("return 200 \"hello\\n\";"));
        proxy.start(haproxy("http-request return status 200 content-type text/plain string hello"));
        names.start(dnsmasq("address=/www.lab.example/192.0.2.1"));
        mail.start(smtpd(""));
        Path config = work.write("director.conf", configuration());
        director = DirectorKind.ALOFT.create(here, config);
        director.start();
    }

    private static String configuration() {
        String query = "00010100000100000000000003777777036c6162076578616d706c650000010001";
        return "global_defs {\n    script_user root\n}\n"
                + CONFIG.formatted(WEB, 80, "TCP", "HTTP_GET {\nurl {\npath /\nstatus_code 200\n}\n}")
                + CONFIG.formatted(
                        WEB, 443, "TCP", "SSL_GET {\nenable_sni\nvirtualhost lab.example\nurl {\npath /\n}\n}")
                + CONFIG.formatted(PROXY, 8080, "TCP", "HTTP_GET {\nurl {\npath /\nregex hello\n}\n}")
                + CONFIG.formatted(PROXY, 8081, "TCP", "TCP_CHECK {\nconnect_port 8080\n}")
                + CONFIG.formatted(NAMES, 53, "UDP", "DNS_CHECK {\nretry 1\ntype A\nname www.lab.example\n}")
                + CONFIG.formatted(
                        NAMES,
                        54,
                        "UDP",
                        "UDP_CHECK {\nconnect_port 53\npayload " + query + "\nrequire_reply 00018x80\n}")
                + CONFIG.formatted(MAIL, 25, "TCP", "SMTP_CHECK {\nhelo_name lab.example\n}")
                + CONFIG.formatted(HOST, 7, "TCP", "PING_CHECK {\n}")
                + CONFIG.formatted(
                        WEB,
                        81,
                        "TCP",
                        "MISC_CHECK {\nmisc_path \"curl -sf --max-time 2 http://" + WEB + "/\"\nmisc_timeout 3\n}");
    }

    @AfterAll
    static void stopAll() {
        director.close();
        web.close();
        proxy.close();
        names.close();
        mail.close();
        network.close();
        work.close();
    }

    private static String nginx(String answer) {
        Path directory = web.directory();
        return WebServer.configuration(directory, """
            listen 80;
            listen 443 ssl;
            ssl_certificate %1$s/certificate.pem;
            ssl_certificate_key %1$s/key.pem;
            %2$s
            """.formatted(directory, answer));
    }

    private static String haproxy(String rule) {
        return """
            defaults
                mode http
                timeout connect 2s
                timeout client 2s
                timeout server 2s
            frontend web
                bind %s:8080
                %s
            """.formatted(PROXY, rule);
    }

    private static String dnsmasq(String line) {
        return """
            no-resolv
            no-hosts
            no-dhcp-interface=
            listen-address=%s
            bind-interfaces
            user=root
            pid-file=
            %s
            """.formatted(NAMES, line);
    }

    private static String smtpd(String filter) {
        return """
            %1$s
            listen on %2$s %3$s
            action "deliver" mbox
            match for local action "deliver"
            """.formatted(filter, MAIL, filter.isEmpty() ? "" : "filter closed");
    }

    /** After the event each of these ports of a server leaves the pool. */
    private static void leave(Runnable event, String server, String... ports) {
        expect(event, "Removing service [" + server + "]:", " from VS", ports);
    }

    /** After the event each of these ports of a server is back in the pool. */
    private static void comeBack(Runnable event, String server, String... ports) {
        expect(event, "Adding service [" + server + "]:", " to VS", ports);
    }

    private static void expect(Runnable event, String begin, String end, String... ports) {
        int before = director.log().size();
        event.run();
        for (String port : ports) {
            Await.until(
                    () -> begin + port + end + "\n" + director.tail(),
                    LIMIT,
                    () -> director.log().stream()
                            .skip(before)
                            .map(LogLine::text)
                            .anyMatch(line -> line.contains(begin) && line.contains(":" + port + end)));
        }
    }

    /** HTTP_GET, SSL_GET and a user's program look at one nginx. */
    @Test
    void nginxIsLookedAtPlainlyWithTlsAndByAProgram() {
        String good = nginx("return 200 \"hello\\n\";");
        leave(web::stop, WEB, "80", "443", "81");
        comeBack(() -> web.start(good), WEB, "80", "443", "81");
        leave(() -> web.start(nginx("return 503;")), WEB, "80", "443", "81");
        comeBack(() -> web.start(good), WEB, "80", "443", "81");
    }

    @Test
    void haproxyIsLookedAtByItsPageAndByItsPort() {
        String good = haproxy("http-request return status 200 content-type text/plain string hello");
        leave(proxy::stop, PROXY, "8080", "8081");
        comeBack(() -> proxy.start(good), PROXY, "8080", "8081");
        leave(
                () -> proxy.start(haproxy("http-request return status 200 content-type text/plain string sorry")),
                PROXY,
                "8080");
        comeBack(() -> proxy.start(good), PROXY, "8080");
    }

    @Test
    void dnsmasqIsAskedForANameAndForAnyReply() {
        String good = dnsmasq("address=/www.lab.example/192.0.2.1");
        leave(names::stop, NAMES, "53", "54");
        comeBack(() -> names.start(good), NAMES, "53", "54");
        leave(() -> names.start(dnsmasq("local=/lab.example/")), NAMES, "53", "54");
        comeBack(() -> names.start(good), NAMES, "53", "54");
    }

    @Test
    void opensmtpdIsGreeted() {
        leave(mail::stop, MAIL, "25");
        comeBack(() -> mail.start(smtpd("")), MAIL, "25");
        leave(
                () -> mail.start(smtpd(
                        "filter closed phase connect match src { 0.0.0.0/0 } disconnect \"554 no service here\"")),
                MAIL,
                "25");
        comeBack(() -> mail.start(smtpd("")), MAIL, "25");
    }

    @Test
    void aHostIsPinged() {
        leave(() -> network.unplug(host), HOST, "7");
        comeBack(() -> network.plug(host), HOST, "7");
    }
}
